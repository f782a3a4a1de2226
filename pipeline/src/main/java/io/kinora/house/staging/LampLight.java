package io.kinora.house.staging;

import io.kinora.house.staging.Staging.Setting;
import io.kinora.noun.Noun;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Additional light at night, which the light network does not know: of things that shine by
/// themselves, and of the lamps in the places of the table.
final class LampLight {
  private static final Set<String> LUMINOUS =
      Set.of(
          ("fire campfire torch candle lantern red-paper-lantern sky-lantern lotus-lantern"
                  + " diya-lamp jack-o-lantern street-lamp table-lamp floor-lamp light-bulb"
                  + " volcano fireworks sparkler firecracker sparkles star glowing-star"
                  + " shooting-star crescent-moon full-moon comet aurora milky-way christmas-tree"
                  + " police-car-light vertical-traffic-light horizontal-traffic-light"
                  + " ferris-wheel barbecue fireplace fireflies steam mirror-ball phoenix-bird"
                  + " collision zzz high-voltage flying-saucer portal potion neon-sign neon-tower"
                  + " light-beam pharmacy-sign barber-pole")
              .split(" "));

  /// The shares of full light: for shining things, for things under the lamps of a place, for nouns
  /// anywhere, and for the shot's subjects, which must be visible.
  private static final float SHINING = .85f, LAMPS = .34f, ANYWHERE = .22f, SUBJECT = .45f;

  private LampLight() {}

  /// The light of a night with the additional light.
  ///
  /// @param light twelve values of [LightNet][io.kinora.house.net.LightNet]
  /// @param thing a word that the networks know
  /// @param noun the lit noun; null for painted layers, and for walls and floors
  /// @param subject whether it is one of the shot's subjects
  static float[] added(
      float[] light, Setting setting, String thing, @Nullable Noun noun, boolean subject) {
    boolean outdoors = setting.place() == null || !setting.place().indoors();
    boolean burns = !outdoors && LUMINOUS.contains(noun == null ? thing : noun.key());
    if (!setting.time().equals("night") || !(outdoors || burns)) {
      return light;
    }
    float share = noun == null ? 0 : ANYWHERE;
    if (setting.place() != null) {
      share = LAMPS;
    }
    if (subject) {
      share = Math.max(share, SUBJECT);
    }
    if (burns || (noun != null && LUMINOUS.contains(noun.key()))) {
      share = SHINING;
    }
    float[] lit = light.clone();
    for (int i = 0; i < lit.length; i++) {
      float full = i % 5 == 0 ? 1 : 0; // the diagonal of red, green and blue
      lit[i] += share * (full - lit[i]);
    }
    return lit;
  }

  /// The light of a room by the time of day: twelve values in the order of
  /// [LightNet][io.kinora.house.net.LightNet].
  static float[] indoors(String time) {
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
