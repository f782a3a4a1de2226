package io.kinora.motion.flow;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.clip.TimedClip;
import io.kinora.error.BadRequest;
import io.kinora.motion.flow.MotionEstimator.Pair;
import io.kinora.motion.flow.MotionEstimator.Sight;
import java.util.Optional;

/// Reads a clip and returns the motion of each pair of neighbouring frames, one after the other;
/// only the last frame is kept.
public final class MotionReader implements AutoCloseable {
  /// Columns and rows of the grid of vectors in a [Step].
  public static final int COLUMNS = 16, ROWS = 9;

  private final Clip clip;
  private final Frame frame;
  private final MotionEstimator estimator = new MotionEstimator();
  private Sight last;
  private long index;
  private double shown; // the time of the last frame, in seconds

  /// The motion from one frame to the next.
  ///
  /// @param index of the first of the two frames
  /// @param seconds between them
  /// @param whole motion of the whole picture, in pixels
  /// @param camera the same motion as rates of a camera
  /// @param pair the dense vectors
  public record Step(
      long index, double seconds, GlobalMotion whole, CameraRates camera, Pair pair) {
    /// The mean vector of a cell of a grid of [MotionReader#COLUMNS] × [MotionReader#ROWS] over the
    /// frame, in pixels of the frame: dx (axis 0) or dy (axis 1).
    public double cell(int column, int row, int axis) {
      FlowField field = pair.dense();
      int left = column * field.width() / COLUMNS;
      int right = Math.max(left + 1, (column + 1) * field.width() / COLUMNS);
      int top = row * field.height() / ROWS;
      int bottom = Math.max(top + 1, (row + 1) * field.height() / ROWS);
      double sum = 0;
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          sum += axis == 0 ? field.dx(x, y) : field.dy(x, y);
        }
      }
      return sum / (right - left) / (bottom - top) * pair.pixels();
    }
  }

  /// Reads the first frame of `clip`, which stays open.
  ///
  /// @throws BadRequest if the clip has fewer than two frames
  public MotionReader(Clip clip) {
    this.clip = clip;
    frame = new Frame(clip.size());
    if (clip.frames() < 2 || !clip.read(frame)) {
      estimator.close();
      throw new BadRequest(
          "There is no motion to measure: the video has %d frame(s).".formatted(clip.frames()),
          "Name a video of two frames or more.",
          "motion");
    }
    last = estimator.look(frame);
    shown = clip instanceof TimedClip timed ? timed.seconds() : 0;
  }

  /// The total number of steps.
  public long steps() {
    return clip.frames() - 1;
  }

  /// The next step; empty after the last frame.
  public Optional<Step> next() {
    if (!clip.read(frame)) {
      return Optional.empty();
    }
    Sight now = estimator.look(frame);
    Pair pair = estimator.between(last, now);
    last = now;
    double told = clip instanceof TimedClip timed ? timed.seconds() - shown : 0;
    double seconds = told > 0 ? told : clip.rate().seconds(1);
    shown += told;
    FrameSize size = clip.size();
    CameraRates camera = pair.whole().rates(size.width(), size.height(), seconds);
    return Optional.of(new Step(index++, seconds, pair.whole(), camera, pair));
  }

  /// The second frame of the last step; overwritten by the next step.
  Frame frame() {
    return frame;
  }

  @Override
  public void close() {
    estimator.close();
  }
}
