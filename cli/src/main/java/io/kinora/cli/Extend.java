package io.kinora.cli;

import io.kinora.cli.service.CreditOptions;
import io.kinora.clip.FrameSize;
import io.kinora.engine.Engine;
import io.kinora.error.BadRequest;
import io.kinora.read.MediaInfo;
import io.kinora.server.Purchase;
import io.kinora.server.jobs.Operation;
import io.kinora.shot.EngineOptions;
import io.kinora.studio.Extended;
import io.kinora.studio.Extension;
import io.kinora.studio.Extension.Drawing;
import io.kinora.studio.Film;
import io.kinora.studio.FilmName;
import io.kinora.studio.FilmRecord;
import io.kinora.studio.RenderRecord;
import io.kinora.studio.Studio;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kinora extend`: continues a film.
@Command(
    name = "extend",
    description = "Makes a film longer.",
    footer = {
      "",
      "A film of the house engine continues as the same shot; --engine wan continues from the last"
          + " frame",
      "of any video.",
      "For example: kinora extend bird.mp4 --by 4 -o longer.mp4",
      "kinora extend any.mp4 --by 3 -o longer.mp4 --engine wan --weights DIR --prompt \"a cat"
          + " turns\""
    })
final class Extend implements Callable<Integer> {
  private final Session session;
  private final EngineFlags flags;

  @Parameters(paramLabel = "IN", description = "A video.")
  private Path film = Path.of("");

  @Option(
      names = "--by",
      required = true,
      paramLabel = "SECONDS",
      converter = Kinora.Seconds.class,
      description = "Seconds to add, from 0.5 to 600.")
  private double seconds;

  @Mixin private final OutputOptions output = new OutputOptions();

  @Mixin private final CreditOptions credits = new CreditOptions();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "The engine that draws (default: that of IN, or else house).")
  private @Nullable String engine;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description = "With wan: the prompt of the new part (default: that of IN).")
  private @Nullable String prompt;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "With wan: the same seed gives the same frames (default: random).")
  private @Nullable Long seed;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description =
          "With wan: the size to draw at, if the model does not support that of IN; the frames are"
              + " then scaled to that of IN.")
  private @Nullable FrameSize size;

  Extend(Session session, EngineFlags flags) {
    this.session = session;
    this.flags = flags;
  }

  @Override
  public Integer call() {
    EngineOptions options = flags.given(engine);
    if (options.get(Engine.FIRST_PICTURE).isPresent()) {
      throw new BadRequest(
          "The first picture of an extension is always the film's last frame.",
          "Leave out --image, or name the picture to end with: --image FILE:last.",
          "extend");
    }
    var drawing = new Drawing(engine, options, prompt, seed, size);
    output.orNamed(FilmName.of(film, "longer"), session);
    Extended extended = credits.pay(this::item, session.err()::println, () -> extended(drawing));
    if (output.json()) {
      session.print(
          extended
              .record()
              .put("file", output.file().toString())
              .put("frames", extended.frames())
              .put("kept", extended.kept()));
    } else {
      session.print(
          "%s: %s, %s frames per second, %s s, %d frames, of which %d are new"
              .formatted(
                  output.file(),
                  extended.size(),
                  extended.rate(),
                  seconds(extended),
                  extended.frames(),
                  extended.frames() - extended.kept()));
    }
    return 0;
  }

  /// The item to pay for: the added part, at the price of the engine that draws it.
  private Purchase.Item item() {
    MediaInfo info = MediaInfo.read(film);
    String drawnBy =
        info.record()
            .filter(record -> !RenderRecord.isRendered(record))
            .map(record -> FilmRecord.parse(record, "the video").film().engine().name())
            .orElse(Film.DEFAULT_ENGINE);
    return new Purchase.Item(
        Operation.EXTEND,
        engine == null ? drawnBy : engine,
        new FrameSize(info.video().width(), info.video().height()),
        seconds);
  }

  private Extended extended(Drawing drawing) {
    try (ProgressView progress = session.progress(output.quiet());
        Studio studio = Studio.open()) {
      return studio.extend(new Extension(film, seconds, drawing, output.output()), progress);
    }
  }

  private static String seconds(Extended extended) {
    return String.format(Locale.ROOT, "%.3f", extended.rate().seconds(extended.frames()))
        .replaceFirst("\\.?0+$", "");
  }
}
