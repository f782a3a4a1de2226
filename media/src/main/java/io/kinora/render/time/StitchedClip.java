package io.kinora.render.time;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.ffmpeg.FilterGraph;
import io.kinora.ffmpeg.FilterPlan;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Clips of one size and rate, one after the other, with transitions in between by FFmpeg's
/// `xfade`. Only the clips currently shown are open, at most two.
public final class StitchedClip implements Clip {
  /// One of the clips.
  ///
  /// @param frames its number of frames
  /// @param open opens it
  public record Part(long frames, Supplier<Clip> open) {}

  private final FrameSize size;
  private final FrameRate rate;
  private final List<Part> parts;
  private final List<Transition> transitions;
  private final boolean alpha;
  private int index; // of the part currently shown
  private long position; // in that part
  private @Nullable Clip current;
  private @Nullable Clip coming;
  private @Nullable FilterGraph graph;
  private final Frame other;

  /// @param transitions one for each seam
  public StitchedClip(
      FrameSize size,
      FrameRate rate,
      boolean alpha,
      List<Part> parts,
      List<Transition> transitions) {
    if (transitions.size() != parts.size() - 1) {
      throw new IllegalArgumentException(
          parts.size() + " parts, but " + transitions.size() + " transitions");
    }
    this.size = size;
    this.rate = rate;
    this.alpha = alpha;
    this.parts = List.copyOf(parts);
    this.transitions = List.copyOf(transitions);
    other = new Frame(size);
  }

  /// The number of frames of the transition after part `i`: at most half of either neighbour.
  private long overlap(int i) {
    if (i < 0 || i + 1 >= parts.size()) {
      return 0;
    }
    long asked = Math.round(transitions.get(i).seconds() * rate.perSecond());
    return Math.min(asked, Math.min(parts.get(i).frames(), parts.get(i + 1).frames()) / 2);
  }

  /// The first frame of a part, in frames of the whole.
  public long start(int i) {
    long at = 0;
    for (int k = 0; k < i; k++) {
      at += parts.get(k).frames() - overlap(k);
    }
    return at;
  }

  /// The number of frames that part `i` shares with the next one.
  public long shared(int i) {
    return overlap(i);
  }

  @Override
  public FrameSize size() {
    return size;
  }

  @Override
  public FrameRate rate() {
    return rate;
  }

  @Override
  public long frames() {
    int last = parts.size() - 1;
    return start(last) + parts.get(last).frames();
  }

  @Override
  public boolean hasAlpha() {
    return alpha;
  }

  @Override
  public boolean read(Frame into) {
    if (index == parts.size()) {
      return false;
    }
    Clip now = current;
    if (now == null) {
      now = parts.get(index).open().get();
      current = now;
    }
    if (!now.read(into)) {
      throw new IllegalStateException("A clip has fewer frames than it said");
    }
    long mixed = position - (parts.get(index).frames() - overlap(index));
    position++;
    if (mixed >= 0) {
      mix(into, mixed);
    }
    if (position == parts.get(index).frames()) {
      next();
    }
    return true;
  }

  private void mix(Frame into, long mixed) {
    Clip behind = coming;
    if (behind == null) {
      behind = parts.get(index + 1).open().get();
      coming = behind;
      graph = transition(transitions.get(index), overlap(index));
    }
    if (!behind.read(other) || graph == null) {
      throw new IllegalStateException("A clip has fewer frames than it said");
    }
    graph.push(0, into);
    graph.push(1, other);
    boolean drawn = graph.pull(into);
    if (!drawn) {
      throw new IllegalStateException("xfade kept frame " + mixed);
    }
  }

  private FilterGraph transition(Transition transition, long frames) {
    var plan = new FilterPlan();
    var from = plan.input(size, rate);
    var to = plan.input(size, rate);
    // Half a frame longer than the frames, so that even the first and the last are mixed.
    double seconds = (frames + 0.5) / rate.perSecond();
    var options = Map.of("transition", transition.ffmpeg(), "duration", seconds, "offset", 0);
    return new FilterGraph(plan, plan.add("xfade", options, from, to));
  }

  private void next() {
    closeCurrent();
    long seen = overlap(index);
    index++;
    position = seen;
    current = coming;
    coming = null;
    closeGraph();
  }

  private void closeCurrent() {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  private void closeGraph() {
    if (graph != null) {
      graph.close();
      graph = null;
    }
  }

  @Override
  public void close() {
    closeGraph();
    closeCurrent();
    if (coming != null) {
      coming.close();
      coming = null;
    }
    index = parts.size();
  }
}
