package io.kinora.render;

import io.kinora.media.FilterGraph;
import io.kinora.media.FilterPlan;
import io.kinora.media.FilterPlan.Pad;
import io.kinora.render.Operation.Canvas;
import io.kinora.render.Operation.Drawing;
import io.kinora.scene.Clip;
import io.kinora.scene.Frame;
import io.kinora.scene.FrameSize;
import java.util.List;
import java.util.Map;

/// A clip whose frames have gone through filters of FFmpeg, one picture for each.
final class FilteredClip extends DerivedClip {
  private final FrameSize size;
  private final Frame fresh;
  private final FilterGraph graph;
  private boolean sourceEnded;

  private FilteredClip(Clip source, FrameSize size, FilterPlan plan, Pad output) {
    super(source);
    this.size = size;
    fresh = new Frame(source.size());
    graph = new FilterGraph(plan, output);
  }

  /// Colours and effects: alpha, where there is some, goes around the filters.
  static Clip drawn(Clip source, List<Drawing> drawings) {
    FilterPlan plan = new FilterPlan();
    Pad in = plan.input(source.size(), source.rate());
    Canvas canvas = Canvas.of(source);
    if (!source.hasAlpha()) {
      return new FilteredClip(source, source.size(), plan, draw(plan, in, canvas, drawings));
    }
    List<Pad> both = plan.split(in, 2);
    Pad alpha = plan.add("alphaextract", Map.of(), both.get(1));
    Pad drawn = draw(plan, both.get(0), canvas, drawings);
    Pad merged =
        plan.add(
            "alphamerge", Map.of(), plan.add("format", Map.of("pix_fmts", "gbrp"), drawn), alpha);
    return new FilteredClip(source, source.size(), plan, merged);
  }

  private static Pad draw(FilterPlan plan, Pad in, Canvas canvas, List<Drawing> drawings) {
    Pad at = plan.add("format", Map.of("pix_fmts", "gbrp"), in);
    for (Drawing drawing : drawings) {
      at = drawing.draw(plan, at, canvas);
    }
    return at;
  }

  /// Filters that keep alpha and change the size.
  static Clip resized(Clip source, FrameSize size, Drawing drawing) {
    FilterPlan plan = new FilterPlan();
    Pad in = plan.input(source.size(), source.rate());
    return new FilteredClip(source, size, plan, drawing.draw(plan, in, Canvas.of(source)));
  }

  @Override
  public FrameSize size() {
    return size;
  }

  @Override
  public boolean read(Frame into) {
    while (!graph.pull(into)) {
      if (graph.ended()) {
        return false;
      }
      if (sourceEnded) {
        throw new IllegalStateException("The filters wait for pictures after the last one");
      }
      if (source.read(fresh)) {
        graph.push(0, fresh);
      } else {
        sourceEnded = true;
        graph.end(0);
      }
    }
    return true;
  }

  @Override
  public void close() {
    graph.close();
    super.close();
  }
}
