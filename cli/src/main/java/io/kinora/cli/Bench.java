package io.kinora.cli;

import io.kinora.scene.FrameRate;
import io.kinora.scene.FrameSize;
import io.kinora.studio.Benchmark;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `kinora bench`: how long a clip takes on this machine.
@Command(name = "bench", description = "Measures how long a 4 s clip takes, stage by stage.")
final class Bench implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "The size of the clip (default: ${DEFAULT-VALUE}).")
  private FrameSize size = FrameSize.DEFAULT;

  @Option(
      names = "--fps",
      paramLabel = "R",
      description = "The frame rate of the clip (default: ${DEFAULT-VALUE}).")
  private FrameRate rate = FrameRate.DEFAULT;

  Bench(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Benchmark.Report report = Benchmark.run(size, rate);
    session.print(
        String.format(
            Locale.ROOT,
            "load text     %6.2f s   encoder and heads, first prompt",
            report.loadText()));
    session.print(
        String.format(Locale.ROOT, "load engine   %6.2f s   the house model", report.loadEngine()));
    session.print(
        String.format(Locale.ROOT, "read          %6.3f s   a prompt, warm", report.read()));
    session.print(
        String.format(
            Locale.ROOT,
            "paint         %6.2f s   all layers, %.1f GFLOP",
            report.paint(),
            report.gflop()));
    session.print(
        String.format(
            Locale.ROOT, "compose       %6.2f s   all frames, without encoding", report.compose()));
    session.print(
        String.format(
            Locale.ROOT, "whole clip    %6.2f s   paint, compose and encode", report.whole()));
    session.print(
        String.format(
            Locale.ROOT,
            "real time     %6.2f x   seconds of video per second, warm",
            report.realTimeFactor()));
    session.print(
        String.format(
            Locale.ROOT, "sgemm peak    %6.1f GFLOP/s on this machine", report.sgemmPeak()));
    session.print(
        String.format(
            Locale.ROOT, "paint reaches %6.1f %% of the peak", 100 * report.paintShareOfPeak()));
    session.print(
        String.format(Locale.ROOT, "memory        %6.0f MB  peak resident", report.peakMemoryMb()));
    return 0;
  }
}
