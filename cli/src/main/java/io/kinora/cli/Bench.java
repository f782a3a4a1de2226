package io.kinora.cli;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.studio.Benchmark;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `kinora bench`: measures the time of each stage of making the default clip on this machine.
@Command(name = "bench", description = "Measures how fast this machine makes a clip of 4 s.")
final class Bench implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "The size of the clip (default: ${DEFAULT-VALUE}).")
  private FrameSize size = FrameSize.DEFAULT;

  @Option(
      names = "--fps",
      paramLabel = "RATE",
      description = "Its frames per second (default: ${DEFAULT-VALUE}).")
  private FrameRate rate = FrameRate.DEFAULT;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  private double started;

  Bench(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    started = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3; // excluding the launcher
    Benchmark.Report report = Benchmark.run(size, rate);
    if (json) {
      session.print(tree(report));
    } else {
      tell(report);
    }
    return 0;
  }

  private ObjectNode tree(Benchmark.Report report) {
    ObjectNode tree = JsonMapper.shared().createObjectNode();
    tree.put("size", size.toString()).put("rate", rate.toString());
    tree.put("clipSeconds", report.clipSeconds());
    tree.putObject("seconds")
        .put("start", started)
        .put("loadText", report.loadText())
        .put("loadEngine", report.loadEngine())
        .put("read", report.read())
        .put("paint", report.paint())
        .put("compose", report.compose())
        .put("whole", report.whole())
        .put("floor", report.floor());
    tree.put("realTimeFactor", report.realTimeFactor());
    tree.put("gflop", report.gflop()).put("sgemmPeak", report.sgemmPeak());
    tree.put("paintShareOfPeak", report.paintShareOfPeak());
    tree.put("peakMemoryMb", report.peakMemoryMb());
    return tree;
  }

  private void tell(Benchmark.Report report) {
    session.print(
        "a clip of %s s, %s, %s frames per second"
            .formatted(number(report.clipSeconds()), size, rate));
    session.print("once:");
    session.print("  start the JVM          " + seconds(started));
    session.print("  load the text encoder  " + seconds(report.loadText()));
    session.print("  load the house model   " + seconds(report.loadEngine()));
    session.print("for each clip, once warm:");
    session.print("  read the prompt        " + seconds(report.read()));
    session.print("  paint the layers       " + seconds(report.paint()));
    session.print("  compose the frames     " + seconds(report.compose()));
    session.print("  all of it, encoded     " + seconds(report.whole()));
    session.print("  encode alone (floor)   " + seconds(report.floor()));
    session.print("real time × " + number(report.realTimeFactor()));
    session.print(
        "the networks: %s GFLOP, %s of the sgemm peak of %s GFLOP/s"
            .formatted(
                number(report.gflop()),
                String.format(Locale.ROOT, "%.0f %%", 100 * report.paintShareOfPeak()),
                number(report.sgemmPeak())));
    session.print("peak memory: " + Math.round(report.peakMemoryMb()) + " MB");
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%7.3f s", seconds);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
