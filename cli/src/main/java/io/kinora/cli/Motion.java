package io.kinora.cli;

import io.kinora.clip.Clip;
import io.kinora.motion.flow.CameraRates;
import io.kinora.motion.flow.GlobalMotion;
import io.kinora.motion.flow.MotionReader;
import io.kinora.motion.flow.MotionReader.Step;
import io.kinora.motion.flow.MotionSummary;
import io.kinora.read.VideoReader;
import io.kinora.studio.Film.Output;
import io.kinora.studio.motion.MotionReport;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `kinora motion`: measures the motion vectors of a video, and writes them as numbers or as a
/// picture.
@Command(
    name = "motion",
    description = "Measures the motion in a video.",
    footer = {
      "",
      "Horizontal, vertical, zoom and roll describe a camera, in the units of --camera: 10 is a",
      "quarter of the frame per second, a scale of 1.25 per second, 18 degrees per second."
    })
final class Motion implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "IN", description = "A video.")
  private Path in = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Writes a video of the vectors, .mp4 or .mov, instead of text.")
  private @Nullable Path out;

  @Option(names = "--force", description = "Replaces FILE if it exists.")
  private boolean force;

  @Option(
      names = "--json",
      description = "Prints one JSON object, with a 16x9 grid of vectors for each pair of frames.")
  private boolean json;

  @Option(names = "--quiet", description = "Shows no progress.")
  private boolean quiet;

  Motion(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (ProgressView progress = session.progress(quiet)) {
      if (out != null) {
        MotionReport.picture(in, new Output(out, force), progress);
      } else if (json) {
        ObjectNode tree = JsonMapper.shared().createObjectNode().put("file", in.toString());
        session.print(tree.setAll(MotionReport.numbers(in, progress)));
      } else {
        table(progress);
      }
    }
    return 0;
  }

  private void table(ProgressView progress) {
    var summary = new MotionSummary();
    try (Clip clip = VideoReader.stored(in);
        var motion = new MotionReader(clip)) {
      session.print("frame  horizontal  vertical    zoom    roll   dx px   dy px  support");
      for (Optional<Step> next = motion.next(); next.isPresent(); next = motion.next()) {
        Step step = next.get();
        summary.add(step);
        progress.step("measure", (step.index() + 1.0) / motion.steps());
        session.print(line(step));
      }
    }
    CameraRates mean = summary.mean();
    session.print(
        plain(
            String.format(
                Locale.ROOT,
                "mean   %10.2f %9.2f %7.2f %7.2f   vectors are %.2f px per frame long on average",
                mean.horizontal(),
                mean.vertical(),
                mean.zoom(),
                mean.roll(),
                summary.meanSpeed())));
  }

  private static String line(Step step) {
    CameraRates camera = step.camera();
    GlobalMotion whole = step.whole();
    return plain(
        String.format(
            Locale.ROOT,
            "%5d  %10.2f %9.2f %7.2f %7.2f %7.2f %7.2f %7.0f%%",
            step.index(),
            camera.horizontal(),
            camera.vertical(),
            camera.zoom(),
            camera.roll(),
            whole.dx(),
            whole.dy(),
            100 * whole.support()));
  }

  /// Removes the minus sign of values that are rounded to 0.
  private static String plain(String numbers) {
    return numbers.replaceAll("-(0[.]0+)(?![0-9])", " $1");
  }
}
