package io.kinora.read;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import io.kinora.clip.FrameRate;
import io.kinora.ffmpeg.FilterGraph;
import io.kinora.ffmpeg.FilterPlan;
import io.kinora.ffmpeg.FilterPlan.Pad;
import io.kinora.ffmpeg.RawPicture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// Converts the decoded pictures of a stream to Kinora's frames: deinterlaced, upright, with square
/// pixels, within the maximum frame size, in BT.709. The number of pictures and their timestamps
/// are kept; some come out one picture later. Pictures that need no conversion are passed through.
final class Conversion implements AutoCloseable {
  private final StreamFacts facts;
  private final ToneMap tones;
  private final RawPicture waiting = new RawPicture();
  private final RawPicture turned = new RawPicture();
  private final Deque<Long> times = new ArrayDeque<>();
  private boolean waits; // `waiting` holds a picture not yet filtered
  private boolean emptying; // `graph` receives no more pictures
  private @Nullable FilterGraph graph;
  private int format, width, height; // of the input pictures of `graph`
  private boolean weaving; // they are interlaced

  Conversion(StreamFacts facts) {
    this.facts = facts;
    tones = ToneMap.of(facts);
    weaving = facts.isInterlaced();
  }

  /// Takes ownership of a decoded picture; call it only when [#pull] has no more.
  void push(AVFrame decoded) {
    times.add(decoded.pts());
    decoded.sample_aspect_ratio(av_make_q(1, 1));
    waiting.take(decoded);
    waits = true;
  }

  /// Signals the end of the stream.
  ///
  /// @return whether more pictures may still be pulled
  boolean end() {
    if (graph == null || emptying) {
      return false;
    }
    graph.end(0);
    emptying = true;
    return true;
  }

  /// Fills `into` with the next picture.
  ///
  /// @return false if more pictures must be pushed first, or there are no more
  boolean pull(AVFrame into) {
    for (; ; ) {
      FilterGraph known = graph;
      if (known != null && known.pull(turned)) {
        av_frame_move_ref(into, turned.frame());
        into.pts(times.remove());
        return true;
      }
      if (!waits) {
        return false;
      }
      if (known == null && isPlain()) {
        waits = false;
        av_frame_move_ref(into, waiting.frame());
        into.pts(times.remove());
        return true;
      }
      if (known != null && !fits()) {
        flush(known);
      } else {
        FilterGraph running = known == null ? build() : known;
        graph = running;
        running.push(0, waiting);
        waits = false;
      }
    }
  }

  /// Drains the filters for the earlier pictures when the stream's format changes.
  private void flush(FilterGraph old) {
    if (old.ended()) {
      old.close();
      graph = null;
      emptying = false;
    } else {
      boolean _ = end();
    }
  }

  private boolean fits() {
    AVFrame next = waiting.frame();
    return next.format() == format
        && next.width() == width
        && next.height() == height
        && (weaving || !isInterlaced(next));
  }

  private static boolean isInterlaced(AVFrame picture) {
    return (picture.flags() & AV_FRAME_FLAG_INTERLACED) != 0;
  }

  /// Whether the waiting picture needs no filters.
  private boolean isPlain() {
    weaving |= isInterlaced(waiting.frame());
    return !weaving
        && facts.orientation() == Orientation.UPRIGHT
        && waiting.frame().width() == facts.shownWidth()
        && waiting.frame().height() == facts.shownHeight()
        && tones.changesNothing();
  }

  private FilterGraph build() {
    AVFrame next = waiting.frame();
    format = next.format();
    width = next.width();
    height = next.height();
    weaving |= isInterlaced(next);
    var plan = new FilterPlan();
    Pad at = plan.raw(waiting, FrameRate.DEFAULT);
    if (weaving) {
      at = plan.add("bwdif", Map.of("mode", "send_frame", "deint", "interlaced"), at);
    }
    at = facts.orientation().turn(plan, at);
    boolean sideways = facts.orientation().isSideways();
    boolean isSized =
        (sideways ? height : width) == facts.shownWidth()
            && (sideways ? width : height) == facts.shownHeight();
    if (!isSized) {
      var size =
          Map.of(
              "w", facts.shownWidth(),
              "h", facts.shownHeight(),
              "in_chroma_loc", next.chroma_location(),
              "out_chroma_loc", next.chroma_location(),
              "flags", "lanczos+accurate_rnd+full_chroma_int");
      at = plan.add("scale", size, at);
    }
    if (!tones.changesNothing()) {
      at = tones.add(plan, at, next.chroma_location(), facts.alpha());
    }
    return new FilterGraph(plan, at, FilterGraph.ANY);
  }

  @Override
  public void close() {
    if (graph != null) {
      graph.close();
      graph = null;
    }
    waiting.close();
    turned.close();
  }
}
