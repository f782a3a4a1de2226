package io.kinora.motion.flow;

import io.kinora.clip.Frame;

/// Estimates the motion between two frames: dense vectors in both directions, and the motion of the
/// whole picture.
public final class MotionEstimator implements AutoCloseable {
  /// The maximum side at which frames are measured; larger frames are scaled down.
  private static final int LONGEST_SIDE = 960;

  private final DenseFlow flow = DenseFlow.exact();

  /// A frame prepared for measuring.
  public static final class Sight {
    private final Grey grey;
    private final double zoom;

    private Sight(Grey grey, double zoom) {
      this.grey = grey;
      this.zoom = zoom;
    }
  }

  /// @param dense vectors from the first frame to the second, in pixels of the field; a field is
  ///     smaller than the frame if the frame is large
  /// @param back vectors from the second frame to the first, likewise
  /// @param pixels frame pixels per field pixel
  /// @param whole the motion of the whole picture, in frame pixels
  public record Pair(FlowField dense, FlowField back, double pixels, GlobalMotion whole) {}

  /// Prepares a frame; it may be overwritten afterwards.
  public Sight look(Frame frame) {
    double zoom = Math.max(1, (double) Math.max(frame.width(), frame.height()) / LONGEST_SIDE);
    int width = (int) Math.round(frame.width() / zoom);
    int height = (int) Math.round(frame.height() / zoom);
    return new Sight(Grey.of(frame, width, height), (double) frame.width() / width);
  }

  /// Measures the motion from `first` to `second`, frames of one size.
  public Pair between(Sight first, Sight second) {
    FlowField there = flow.between(first.grey, second.grey);
    FlowField back = flow.between(second.grey, first.grey);
    GlobalMotion small = GlobalFit.of(first.grey, there, back);
    return new Pair(there, back, first.zoom, small.enlarged(first.zoom));
  }

  /// Frees OpenCV's structures.
  @Override
  public void close() {
    flow.close();
  }
}
