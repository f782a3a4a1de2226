package io.kinora.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.style.StyleTextures.Texture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StyleTexturesTest {
  @ParameterizedTest
  @EnumSource(Texture.class)
  void a_texture_lies_still_and_repeats(Texture texture) {
    float[] whole = StyleTextures.texture(texture, 0, 0, 64, 48);
    float[] part = StyleTextures.texture(texture, 10, 20, 8, 8);
    assertThat(part[3 * 8 + 5]).isEqualTo(whole[(20 + 3) * 64 + 10 + 5]);
    assertThat(StyleTextures.texture(texture, StyleTextures.SIDE, -StyleTextures.SIDE, 64, 48))
        .isEqualTo(whole);
    for (float value : whole) {
      assertThat(value).isBetween(-1f, 1f);
    }
  }

  /// A weight file is worth nothing on another paper.
  @Test
  void textures_are_those_that_the_weights_have_learnt_on() {
    float[] grain = StyleTextures.texture(Texture.GRAIN, 100, 100, 4, 1);
    float[] stroke = StyleTextures.texture(Texture.STROKES_45, 100, 100, 4, 1);
    assertThat(grain).containsExactly(GRAIN, within(1e-5f));
    assertThat(stroke).containsExactly(STROKE, within(1e-5f));
  }

  private static final float[] GRAIN = {-.036743104f, .48144493f, .50068974f, .22249047f};
  private static final float[] STROKE = {-.25534365f, -1, -.35557142f, -.13308534f};
}
