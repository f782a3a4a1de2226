package io.kinora.write;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.ffmpeg.FilterGraph;
import io.kinora.ffmpeg.FilterPlan;
import io.kinora.ffmpeg.FrameSpool;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/// Computes the best 256 colours for a whole clip and draws its frames in them, by FFmpeg's
/// `palettegen` and `paletteuse`. All frames must be read before the first is drawn, so they are
/// stored on disk.
final class Palette implements AutoCloseable {
  private final FrameSpool spool;
  private final FilterGraph graph;
  private final Frame frame;

  Palette(FrameSize size, FrameRate rate) {
    frame = new Frame(size);
    spool = new FrameSpool(size);
    var plan = new FilterPlan();
    var seen = plan.input(size, rate);
    var drawn = plan.input(size, rate);
    var colours = plan.add("palettegen", Map.of("stats_mode", "full"), seen);
    // Error diffusion flickers in flat areas unless it is restricted to the part that changes.
    var options = Map.of("dither", "sierra2_4a", "diff_mode", "rectangle");
    graph = new FilterGraph(plan, plan.add("paletteuse", options, drawn, colours), "pal8");
  }

  /// Adds a frame.
  void add(Frame next) {
    spool.add(next);
    graph.push(0, next);
    graph.pull(_ -> {}); // lets the filter process the frame; it has no output yet
  }

  /// Draws all frames; each picture is valid until the next one.
  void draw(Consumer<AVFrame> sink) {
    graph.end(0);
    for (long i = 0; i < spool.frames(); i++) {
      spool.read(i, frame);
      graph.push(1, frame);
      graph.pull(sink);
    }
    graph.end(1);
    graph.pull(sink);
  }

  @Override
  public void close() {
    graph.close();
    spool.close();
  }
}
