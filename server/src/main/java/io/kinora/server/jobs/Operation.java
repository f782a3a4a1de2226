package io.kinora.server.jobs;

import java.util.Locale;

/// What a job does.
public enum Operation {
  /// Draws a film from words.
  TEXT_TO_VIDEO,
  /// Draws a film from words and pictures.
  IMAGE_TO_VIDEO,
  /// Goes on with a film.
  EXTEND,
  /// Makes a film larger.
  VIDEO_UPSCALE,
  /// Brings a film to another rate, or makes it slower.
  FRAME_RATE,
  /// Joins films and pictures, and does to them what a look says.
  RENDER,
  /// Makes the film of a script.
  SCRIPT,
  /// Measures how a film moves.
  MOTION;

  /// The name in price lists, metrics and JSON.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
