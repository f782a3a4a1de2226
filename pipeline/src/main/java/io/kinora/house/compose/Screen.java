package io.kinora.house.compose;

import io.kinora.clip.Frame;

/// A picture of the frame's size with a new picture for every time.
public record Screen(Painter painter) implements Visual {
  /// Paints pictures over time.
  @FunctionalInterface
  public interface Painter {
    Frame at(double seconds);
  }

  Drawn drawn(double seconds) {
    Frame frame = painter.at(seconds);
    return (canvas, from, to) ->
        System.arraycopy(
            frame.argb(),
            from * canvas.width(),
            canvas.argb(),
            from * canvas.width(),
            (to - from) * canvas.width());
  }
}
