package io.kinora.training.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.render.upscale.Lanczos;
import io.kinora.render.upscale.UpscaleNet;
import io.kinora.render.upscale.Upscaler;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.training.data.LayerSource.Split;
import io.kinora.training.data.PicturePairs;
import io.kinora.training.world.DioramaClips;
import java.awt.image.BufferedImage;
import java.util.function.DoubleBinaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The bundled upscaler beside Lanczos, where the large picture is known.
class UpscalerTest {
  private static final Upscaler UPSCALER = Upscaler.bundled();

  /// How the small picture was made.
  enum Shrinking {
    MEAN,
    LANCZOS;

    /// large `[1, 3, 2H, 2W]` from 0 to 1 → `[1, 3, H, W]` in steps of 1/255
    Tensor small(Tensor large) {
      Tensor small = this == MEAN ? Ops.shrink(large, 2) : Lanczos.half(large);
      return Ops.times(torch.round(Ops.times(Ops.clamp(small, 0, 1), 255)), 1 / 255.0);
    }
  }

  @AfterAll
  static void close() {
    UPSCALER.close();
  }

  /// Pictures of things in colours that training never sees, at places that it never sees.
  static BufferedImage heldOut(int i) {
    var world = new DioramaClips();
    var scenario = world.scenario(Seeds.random(77, "held out " + i), Split.UNSEEN);
    double[] middle = {1};
    return world.clip(scenario, 1000 + i, 2, middle, 1024, 576).getFirst().image();
  }

  @ParameterizedTest
  @EnumSource(Shrinking.class)
  void beats_lanczos_on_held_out_pictures(Shrinking shrinking) {
    double sum = 0;
    int count = 6;
    for (int i = 0; i < count; i++) {
      BufferedImage picture = heldOut(i);
      double gain = TensorScope.infer(() -> gain(PicturePairs.tensor(picture), shrinking));
      assertThat(gain).as("picture " + i).isGreaterThan(-.01);
      sum += gain;
    }
    assertThat(sum / count).isGreaterThan(3.5);
  }

  /// What no picture of the world looks like.
  private enum Strange {
    NOISE((x, y) -> .5 + .2 * noise(x, y)),
    STRIPES((x, y) -> x % 3 == 0 ? .9 : .2),
    CHECKERS((x, y) -> (x + y) % 2 == 0 ? .3 : .7),
    GRADIENT((x, y) -> .1 + .8 * x / 256),
    SOFT((x, y) -> .5 + .4 * Math.sin(x / 9) * Math.cos(y / 11)),
    RINGS((x, y) -> .5 + .5 * Math.cos((x * x + y * y) / 900)),
    /// the small picture shows rings that are not there: nothing in it tells
    ALIASED((x, y) -> .5 + .5 * Math.cos((x * x + y * y) / 400)),
    GRASS((x, y) -> .4 + .3 * noise(x, Math.floor(y / 7)) * noise(Math.floor(x / 3), y)),
    BLACK((_, _) -> 0);

    @SuppressWarnings("ImmutableEnumChecker") // formulas without state
    private final DoubleBinaryOperator level;

    Strange(DoubleBinaryOperator level) {
      this.level = level;
    }

    private static double noise(double x, double y) {
      double wave = Math.sin(x * 12.9898 + y * 78.233) * 43758.5453;
      return 2 * (wave - Math.floor(wave)) - 1;
    }

    Tensor tensor() {
      int side = 256;
      float[] values = new float[3 * side * side];
      for (int i = 0; i < values.length; i++) {
        int place = i % (side * side);
        int row = place / side;
        values[i] = (float) Math.clamp(level.applyAsDouble(place % side, row), 0, 1);
      }
      return Tensors.of(values, 1, 3, side, side);
    }
  }

  @ParameterizedTest
  @EnumSource(Strange.class)
  void never_loses_on_what_it_has_not_learnt(Strange strange) {
    for (Shrinking shrinking : Shrinking.values()) {
      double gain = TensorScope.infer(() -> gain(strange.tensor(), shrinking));
      assertThat(gain).as(strange + " " + shrinking).isGreaterThan(-.05);
    }
  }

  /// Decibels of peak signal-to-noise ratio that the upscaler is nearer to the truth than Lanczos.
  private static double gain(Tensor large, Shrinking shrinking) {
    Tensor small = shrinking.small(large);
    return psnr(UPSCALER.twice(small), large) - psnr(UPSCALER.plain(small), large);
  }

  static double psnr(Tensor picture, Tensor truth) {
    double square = Ops.clamp(picture, 0, 1).sub(truth).square().mean().item_double();
    return -10 * Math.log10(square + 1e-7);
  }

  @Test
  void a_fresh_net_is_lanczos() {
    var net = new UpscaleNet();
    boolean same =
        TensorScope.infer(
            () -> {
              Tensor x = Strange.RINGS.tensor();
              return torch.equal(net.forward(x), net.base(x));
            });
    assertThat(same).isTrue();
    net.close();
  }
}
