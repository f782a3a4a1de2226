package io.kinora.motion.flow;

import io.kinora.motion.flow.MotionReader.Step;

/// The motion of a whole clip: the mean over its pairs of frames.
public final class MotionSummary {
  private double horizontal, vertical, zoom, roll;
  private double known; // seconds with known motion
  private double speed;
  private double support;
  private long steps;

  /// Adds a pair of frames; if nothing could be tracked, only the length of its vectors.
  public void add(Step step) {
    steps++;
    double length = 0;
    for (int row = 0; row < MotionReader.ROWS; row++) {
      for (int column = 0; column < MotionReader.COLUMNS; column++) {
        length += Math.hypot(step.cell(column, row, 0), step.cell(column, row, 1));
      }
    }
    speed += length / MotionReader.ROWS / MotionReader.COLUMNS;
    support += step.whole().support();
    if (step.whole().support() > 0) {
      known += step.seconds();
      horizontal += step.camera().horizontal() * step.seconds();
      vertical += step.camera().vertical() * step.seconds();
      zoom += step.camera().zoom() * step.seconds();
      roll += step.camera().roll() * step.seconds();
    }
  }

  /// The mean rates over the time in which motion could be measured; 0 if there was none.
  public CameraRates mean() {
    double time = Math.max(1e-9, known);
    return new CameraRates(horizontal / time, vertical / time, zoom / time, roll / time);
  }

  /// The mean length of the vectors, in pixels per frame.
  public double meanSpeed() {
    return steps == 0 ? 0 : speed / steps;
  }

  /// The mean share of positions that move with the whole picture, from 0 to 1.
  public double meanSupport() {
    return steps == 0 ? 0 : support / steps;
  }
}
