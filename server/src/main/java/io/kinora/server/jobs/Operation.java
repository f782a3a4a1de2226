package io.kinora.server.jobs;

import java.util.Locale;

/// What a job does.
public enum Operation {
  /// Draws a film from a prompt.
  TEXT_TO_VIDEO,
  /// Draws a film from a prompt and pictures.
  IMAGE_TO_VIDEO,
  /// Extends a film.
  EXTEND,
  /// Enlarges a film.
  VIDEO_UPSCALE,
  /// Changes the frame rate of a film, or slows it down.
  FRAME_RATE,
  /// Joins films and pictures, and applies a look.
  RENDER,
  /// Makes the film of a script.
  SCRIPT,
  /// Measures the motion in a film.
  MOTION;

  /// The name in price lists, metrics and JSON.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
