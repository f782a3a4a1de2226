package io.kinora.cli;

import io.kinora.clip.Clip;
import io.kinora.motion.flow.CameraRates;
import io.kinora.motion.flow.FlowClip;
import io.kinora.motion.flow.GlobalMotion;
import io.kinora.motion.flow.MotionReader;
import io.kinora.motion.flow.MotionReader.Step;
import io.kinora.motion.flow.MotionSummary;
import io.kinora.read.VideoReader;
import io.kinora.write.Exporter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `kinora motion`: the motion vectors of a video, as numbers or as a picture.
@Command(
    name = "motion",
    description = "Measures how a video moves.",
    footer = {
      "",
      "Horizontal, vertical, zoom and roll are those of a camera, in the units of --camera: 10 is a",
      "quarter of the frame per second, a growth of 1.25 per second, 18 degrees per second."
    })
final class Motion implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "IN", description = "A video.")
  private Path in = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Writes a picture of the vectors, .mp4 or .mov, instead of numbers.")
  private @Nullable Path out;

  @Option(names = "--force", description = "Replaces FILE if it is there.")
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
    if (out != null) {
      Exporter.check(out, force);
    }
    try (Clip clip = VideoReader.stored(in);
        ProgressView progress = session.progress(quiet)) {
      if (out != null) {
        try (var picture = new FlowClip(clip)) {
          Exporter.write(picture, out, force, "", progress);
        }
      } else {
        measure(clip, progress);
      }
    }
    return 0;
  }

  private void measure(Clip clip, ProgressView progress) {
    ObjectNode tree = JsonMapper.shared().createObjectNode();
    tree.put("file", in.toString());
    tree.put("width", clip.size().width()).put("height", clip.size().height());
    tree.put("rate", clip.rate().toString()).put("frames", clip.frames());
    ArrayNode pairs = JsonMapper.shared().createArrayNode();
    var summary = new MotionSummary();
    try (var motion = new MotionReader(clip)) {
      if (!json) {
        session.print("frame  horizontal  vertical    zoom    roll   dx px   dy px  support");
      }
      for (Optional<Step> next = motion.next(); next.isPresent(); next = motion.next()) {
        Step step = next.get();
        summary.add(step);
        progress.step("measure", (step.index() + 1.0) / motion.steps());
        if (json) {
          pairs.add(pair(step));
        } else {
          session.print(line(step));
        }
      }
    }
    if (json) {
      tree.set("mean", rates(tree.objectNode(), summary.mean()));
      tree.put("meanSpeed", summary.meanSpeed());
      tree.put("support", summary.meanSupport());
      tree.set("pairs", pairs);
      session.print(tree);
    } else {
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

  /// Without the sign of what is rounded to nothing.
  private static String plain(String numbers) {
    return numbers.replaceAll("-(0[.]0+)(?![0-9])", " $1");
  }

  private static ObjectNode pair(Step step) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    GlobalMotion whole = step.whole();
    node.put("frame", step.index()).put("seconds", step.seconds());
    rates(node, step.camera());
    node.put("dx", whole.dx()).put("dy", whole.dy());
    node.put("scale", whole.scale()).put("degrees", whole.degrees());
    node.put("support", whole.support());
    ObjectNode vectors = node.putObject("vectors");
    vectors.put("columns", MotionReader.COLUMNS).put("rows", MotionReader.ROWS);
    ArrayNode dx = vectors.putArray("dx");
    ArrayNode dy = vectors.putArray("dy");
    for (int row = 0; row < MotionReader.ROWS; row++) {
      for (int column = 0; column < MotionReader.COLUMNS; column++) {
        dx.add(Math.round(step.cell(column, row, 0) * 1000) / 1000.0);
        dy.add(Math.round(step.cell(column, row, 1) * 1000) / 1000.0);
      }
    }
    return node;
  }

  private static ObjectNode rates(ObjectNode node, CameraRates camera) {
    return node.put("horizontal", camera.horizontal())
        .put("vertical", camera.vertical())
        .put("zoom", camera.zoom())
        .put("roll", camera.roll());
  }
}
