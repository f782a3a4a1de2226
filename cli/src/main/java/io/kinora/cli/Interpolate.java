package io.kinora.cli;

import io.kinora.clip.FrameRate;
import io.kinora.studio.FilmName;
import io.kinora.studio.Interpolation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/// `kinora interpolate`: converts a video to another frame rate, or to slow motion.
@Command(
    name = "interpolate",
    description = "Raises the frame rate of a video, or slows it down.",
    footer = {
      "",
      "For example: kinora interpolate film.mp4 --fps 60 -o smooth.mp4",
      "kinora interpolate film.mp4 --slow 4 -o slow.mp4"
    })
final class Interpolate implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "IN", description = "A video.")
  private Path in = Path.of("");

  @Option(
      names = "--fps",
      paramLabel = "RATE",
      description =
          "Frames per second of the result, from 1 to 120, such as 60 or 60000/1001 (default with"
              + " --slow: as IN).")
  private @Nullable FrameRate rate;

  @Option(
      names = "--slow",
      paramLabel = "X",
      description = "The factor of slow motion, from 1 to 32 (default: ${DEFAULT-VALUE}).")
  private double slower = 1;

  @Mixin private final OutputOptions output = new OutputOptions();

  Interpolate(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Interpolation.Report report;
    output.orNamed(FilmName.of(in, slower > 1 ? "slow" : "smooth"), session);
    try (ProgressView progress = session.progress(output.quiet())) {
      report = new Interpolation(in, rate, slower, output.output()).write(progress);
    }
    report.notes().forEach(note -> session.err().println("note: " + note));
    if (output.json()) {
      var tree = JsonMapper.shared().createObjectNode();
      tree.put("file", output.file().toString()).put("size", report.size().toString());
      tree.put("from", report.from().toString()).put("rate", report.rate().toString());
      tree.put("framesRead", report.framesRead()).put("frames", report.frames());
      var notes = tree.putArray("notes");
      report.notes().forEach(note -> notes.add(note));
      session.print(tree);
    } else {
      session.print(
          "%s: %s, %s frames per second (from %s), %d frames (from %d)"
              .formatted(
                  output.file(),
                  report.size(),
                  report.rate(),
                  report.from(),
                  report.frames(),
                  report.framesRead()));
    }
    return 0;
  }
}
