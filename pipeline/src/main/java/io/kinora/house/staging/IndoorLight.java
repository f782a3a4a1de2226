package io.kinora.house.staging;

/// The light in a room: that of its windows by day, that of its lamps at night.
final class IndoorLight {
  private IndoorLight() {}

  /// Twelve values in the order of [LightNet][io.kinora.house.net.LightNet].
  static float[] at(String time) {
    return switch (time) {
      case "night" -> scaled(.80f, .71f, .60f);
      case "sunset" -> scaled(1, .90f, .79f);
      case "dawn" -> scaled(.96f, .92f, .95f);
      default -> scaled(1, .99f, .97f);
    };
  }

  private static float[] scaled(float red, float green, float blue) {
    return new float[] {red, 0, 0, 0, 0, green, 0, 0, 0, 0, blue, 0};
  }
}
