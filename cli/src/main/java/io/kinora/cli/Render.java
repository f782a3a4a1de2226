package io.kinora.cli;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import io.kinora.render.Catalogue;
import io.kinora.render.Fit;
import io.kinora.render.Look.Step;
import io.kinora.render.Scaler;
import io.kinora.render.operation.Entry;
import io.kinora.render.operation.Kind;
import io.kinora.render.time.Transition;
import io.kinora.studio.Montage;
import io.kinora.studio.Montage.Auto;
import io.kinora.studio.Montage.Balance;
import io.kinora.studio.Montage.InputSound;
import io.kinora.studio.Montage.Joining;
import io.kinora.studio.Montage.Soundtrack;
import io.kinora.studio.RenderRecord;
import io.kinora.studio.Rendered;
import io.kinora.studio.Sheets;
import io.kinora.studio.Studio;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `kinora render`: processes finished films, and joins them.
@Command(
    name = "render",
    description = "Joins videos, grades them, adds filters, effects and sound.",
    footer = {
      "",
      "For example: kinora render a.mp4 -o b.mp4 --grade exposure=0.5 --filter noir=0.8"
    })
final class Render implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "IN",
      arity = "0..*",
      description = "Videos, pictures, or folders or .zip files of pictures, in order.")
  private List<Path> inputs = List.of();

  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--list",
      help = true,
      description = "Lists corrections, filters and effects with their ranges.")
  private boolean list;

  @Option(
      names = "--sheet",
      description = "Draws all of them on the first input, into a .png file.")
  private boolean sheet;

  @Option(
      names = "--grade",
      paramLabel = "NAME=V",
      split = ",",
      description = "Colour corrections, in this order, before all other steps. May be repeated.")
  private List<String> grades = List.of();

  @Option(
      names = "--auto",
      paramLabel = "NAME",
      split = ",",
      description = "Automatic corrections per input: white-balance, levels, or both.")
  private List<Auto> autos = List.of();

  @Option(
      names = "--match",
      paramLabel = "FILE",
      description = "A picture or a video whose colours all inputs are matched to.")
  private @Nullable Path match;

  @Option(
      names = "--transition",
      paramLabel = "NAME[=S]",
      description =
          "cut, crossfade, fade-black, fade-white, wipe or slide, and its length in seconds"
              + " (default: ${DEFAULT-VALUE}).")
  private String transition = "cut";

  @Option(
      names = "--fit",
      paramLabel = "HOW",
      description =
          "How inputs of another aspect ratio are fitted: letterbox, crop or stretch"
              + " (default: letterbox).")
  private Fit fit = Fit.LETTERBOX;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "Even numbers of pixels from 64 to 3840 (default: as the first input).")
  private @Nullable FrameSize size;

  @Option(
      names = "--upscaler",
      paramLabel = "HOW",
      description =
          "How inputs are enlarged: lanczos, or learned, a network that doubles the sides where this"
              + " is better (default: lanczos).")
  private Scaler scaler = Scaler.LANCZOS;

  @Option(
      names = "--fps",
      paramLabel = "RATE",
      description = "Frames per second, from 1 to 120 (default: as the first input).")
  private @Nullable FrameRate rate;

  @Option(
      names = "--sound",
      paramLabel = "HOW",
      description =
          "The inputs' sound: keep (default; dropped with --audio), mix with --audio, or drop.")
  private InputSound sound = InputSound.KEEP;

  @Option(
      names = "--loudness",
      paramLabel = "LUFS",
      description = "Normalises the sound to this loudness, from -40 to -5.")
  private @Nullable Double loudness;

  @Option(
      names = "--still",
      paramLabel = "S",
      description = "Seconds that a picture is shown (default: ${DEFAULT-VALUE}).")
  private double still = Joining.STILL;

  @Mixin private final LookOptions look = new LookOptions();

  Render(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (list) {
      list();
      return 0;
    }
    if (sheet) {
      sheet();
      return 0;
    }
    List<Step> graded = grades.stream().map(text -> Step.parse(Kind.GRADE, text)).toList();
    var montage =
        new Montage(
            inputs,
            new Joining(
                Transition.parse(transition),
                fit,
                size,
                rate,
                scaler,
                new Balance(Set.copyOf(autos), match),
                still),
            look.regions(),
            look.after(graded),
            new Soundtrack(look.audio(), sound, loudness),
            output.output());
    Rendered rendered;
    try (ProgressView progress = session.progress(output.quiet());
        Studio studio = Studio.open()) {
      rendered = studio.render(montage, progress);
    }
    tell(rendered);
    return 0;
  }

  private void sheet() {
    if (inputs.isEmpty()) {
      throw new BadRequest(
          "The command names no video.", "Name one, as in bird.mp4.", "input-file");
    }
    try (ProgressView progress = session.progress(output.quiet())) {
      Sheets.write(inputs.getFirst(), output.file(), output.force(), progress);
    }
    session.print(output.file().toString());
  }

  private void tell(Rendered rendered) {
    RenderRecord record = rendered.record();
    if (output.json()) {
      ObjectNode tree = record.tree().put("file", output.file().toString());
      tree.put("size", rendered.size().toString()).put("rate", rendered.rate().toString());
      session.print(tree.put("seconds", rendered.seconds()).put("frames", rendered.frames()));
      return;
    }
    if (look.after(List.of()).retimes() && sound != InputSound.DROP) {
      session.err().println("note: the inputs' sound is left out where time is changed.");
    }
    session.print(
        Making.summary(
            output.file(),
            rendered.size(),
            rendered.rate(),
            rendered.seconds(),
            rendered.frames()));
    record.sources().forEach(source -> session.print("  from " + source.file()));
    record.steps().forEach(step -> session.print("  " + step));
  }

  private void list() {
    for (Kind kind : Kind.values()) {
      session.print("--" + kind.label());
      for (Entry entry : Catalogue.of(kind)) {
        session.print(
            "  %-21s %-36s %s"
                .formatted(
                    entry.name().equals("file") ? "FILE" : entry.name(),
                    entry.parameter().range(),
                    entry.does()));
      }
    }
  }
}
