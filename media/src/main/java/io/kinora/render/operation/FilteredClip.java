package io.kinora.render.operation;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.ffmpeg.FilterGraph;
import io.kinora.ffmpeg.FilterPlan;
import io.kinora.ffmpeg.FilterPlan.Pad;
import io.kinora.ffmpeg.RawClip;
import io.kinora.ffmpeg.RawPicture;
import io.kinora.render.operation.Operation.Canvas;
import io.kinora.render.operation.Operation.Drawing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A clip whose frames pass through FFmpeg filters, one output picture per input. The filters are
/// built with the first picture, because only it reveals the pixel format.
public final class FilteredClip extends DerivedClip implements RawClip {
  private final FrameSize size;
  private final Drawing drawing;
  private final Feed feed;
  private String preferred = ""; // of raw pictures; empty keeps the filters' output format
  private @Nullable FilterGraph graph;
  private boolean sourceEnded;

  /// The source of pictures.
  private interface Feed extends AutoCloseable {
    /// Reads the next picture; false after the last one.
    boolean next();

    /// Adds an input to the plan for the picture just read.
    Pad input(FilterPlan plan);

    void push(FilterGraph graph);

    @Override
    default void close() {}
  }

  private FilteredClip(Clip source, FrameSize size, Drawing drawing) {
    super(source);
    this.size = size;
    this.drawing = drawing;
    Optional<RawClip> raw = RawClip.of(source);
    feed = raw.isPresent() ? raw(raw.get()) : frames(source);
  }

  private static Feed frames(Clip source) {
    var fresh = new Frame(source.size());
    return new Feed() {
      @Override
      public boolean next() {
        return source.read(fresh);
      }

      @Override
      public Pad input(FilterPlan plan) {
        return plan.input(source.size(), source.rate());
      }

      @Override
      public void push(FilterGraph graph) {
        graph.push(0, fresh);
      }
    };
  }

  private static Feed raw(RawClip source) {
    var fresh = new RawPicture();
    return new Feed() {
      @Override
      public boolean next() {
        return source.read(fresh);
      }

      @Override
      public Pad input(FilterPlan plan) {
        return plan.input(fresh, source.rate());
      }

      @Override
      public void push(FilterGraph graph) {
        graph.push(0, fresh);
      }

      @Override
      public void close() {
        fresh.close();
      }
    };
  }

  /// Applies drawings for colours and effects; alpha, if any, bypasses the filters.
  public static Clip drawn(Clip source, List<Drawing> drawings) {
    List<Drawing> kept = List.copyOf(drawings); // the filters are built later
    Drawing all = (plan, in, canvas) -> draw(plan, in, canvas, kept);
    return new FilteredClip(
        source, source.size(), source.hasAlpha() ? FilteredClip.aroundAlpha(all) : all);
  }

  private static Drawing aroundAlpha(Drawing drawing) {
    return (plan, in, canvas) -> {
      List<Pad> both = plan.split(in, 2);
      Pad alpha = plan.add("alphaextract", Map.of(), both.get(1));
      Pad drawn = drawing.draw(plan, both.get(0), canvas);
      return plan.add(
          "alphamerge", Map.of(), plan.add("format", Map.of("pix_fmts", "gbrp"), drawn), alpha);
    };
  }

  private static Pad draw(FilterPlan plan, Pad in, Canvas canvas, List<Drawing> drawings) {
    Pad at = plan.add("format", Map.of("pix_fmts", "gbrp"), in);
    for (Drawing drawing : drawings) {
      at = drawing.draw(plan, at, canvas);
    }
    return at;
  }

  /// Applies a drawing that keeps alpha and changes the size.
  public static Clip resized(Clip source, FrameSize size, Drawing drawing) {
    return new FilteredClip(source, size, drawing);
  }

  @Override
  public FrameSize size() {
    return size;
  }

  @Override
  public boolean isRaw() {
    return !hasAlpha();
  }

  @Override
  public void prefer(String pixelFormat) {
    preferred = pixelFormat;
  }

  @Override
  public boolean read(Frame into) {
    return read(false, graph -> graph.pull(into));
  }

  @Override
  public boolean read(RawPicture into) {
    return read(true, graph -> graph.pull(into));
  }

  private boolean read(boolean asRaw, Predicate<FilterGraph> pull) {
    for (; ; ) {
      if (graph != null && pull.test(graph)) {
        return true;
      }
      if (graph != null && graph.ended()) {
        return false;
      }
      if (sourceEnded) {
        throw new IllegalStateException("The filters wait for pictures after the last one");
      }
      if (feed.next()) {
        FilterGraph built = graph == null ? build(asRaw) : graph;
        graph = built;
        feed.push(built);
      } else if (graph == null) {
        return false;
      } else {
        sourceEnded = true;
        graph.end(0);
      }
    }
  }

  private FilterGraph build(boolean asRaw) {
    FilterPlan plan = new FilterPlan();
    Pad drawn = drawing.draw(plan, feed.input(plan), Canvas.of(source, List.of()));
    if (!asRaw) {
      return new FilterGraph(plan, drawn, FilterGraph.RGB);
    }
    Pad coded = preferred.isEmpty() ? drawn : plan.coded(drawn, preferred);
    return new FilterGraph(plan, coded, FilterGraph.ANY);
  }

  @Override
  public void close() {
    if (graph != null) {
      graph.close();
      graph = null;
    }
    feed.close();
    super.close();
  }
}
