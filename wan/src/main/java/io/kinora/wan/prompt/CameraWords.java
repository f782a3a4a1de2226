package io.kinora.wan.prompt;

import io.kinora.shot.Camera;
import io.kinora.shot.Shot;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Describes a camera's motion in words, because the models have no other input for it.
public final class CameraWords {
  private CameraWords() {}

  /// A shot's prompt, followed by its camera motion in words unless the prompt names it itself.
  public static String of(Shot shot) {
    Camera camera = shot.camera();
    boolean said = camera != null && camera.equals(shot.text().camera());
    return with(shot.text().prompt(), said ? null : camera);
  }

  /// The prompt, followed by the camera motion in words unless it is left to the model.
  static String with(String prompt, @Nullable Camera camera) {
    if (camera == null) {
      return prompt;
    }
    var moves = new ArrayList<String>();
    for (Camera.Axis axis : Camera.Axis.values()) {
      double value = camera.get(axis);
      if (value != 0) {
        moves.add(speed(Math.abs(value)) + move(axis, value > 0));
      }
    }
    String said = prompt.matches("(?s).*[.!?。！？]\\s*") ? prompt.strip() : prompt.strip() + ".";
    return said
        + (moves.isEmpty()
            ? " The camera is static."
            : " The camera " + String.join(" and ", moves) + ".");
  }

  private static String speed(double value) {
    return value < 3 ? "slowly " : value > 7 ? "quickly " : "";
  }

  private static String move(Camera.Axis axis, boolean positive) {
    return switch (axis) {
      case HORIZONTAL -> positive ? "moves right" : "moves left";
      case VERTICAL -> positive ? "rises" : "descends";
      case ZOOM -> positive ? "zooms in" : "zooms out";
      case ROLL -> positive ? "rolls clockwise" : "rolls anti-clockwise";
      case PAN -> positive ? "pans right" : "pans left";
      case TILT -> positive ? "tilts up" : "tilts down";
    };
  }
}
