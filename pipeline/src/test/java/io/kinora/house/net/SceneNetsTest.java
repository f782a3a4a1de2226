package io.kinora.house.net;

import static io.kinora.house.net.Formula.assertEnds;
import static io.kinora.house.net.Formula.distance;
import static io.kinora.house.net.Formula.filled;
import static io.kinora.house.net.Formula.input;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The nets without time: sky, light, layout and prior.
final class SceneNetsTest {
  private static final int D = Phrases.DIMENSION;

  private final Tensor words = input(1, 2, 3 * D);
  private final Tensor numbers = uniform(2, 2, SkyPainter.NUMBERS);

  @BeforeEach
  void seed() {
    Seeds.initialisation(4, "scene nets");
  }

  private static Tensor uniform(int k, long... shape) {
    return Ops.times(Ops.plus(input(k, shape), 1), .5);
  }

  @Test
  void a_sky_is_a_picture_from_0_to_1() {
    Tensor sky = new SkyPainter().forward(words, numbers);
    assertThat(sky.shape()).containsExactly(2, 3, SkyPainter.HEIGHT, SkyPainter.WIDTH);
    assertThat(sky.min().item_float()).isNotNegative();
    assertThat(sky.max().item_float()).isLessThanOrEqualTo(1);
  }

  @Test
  void a_sky_is_computed_as_it_always_was() {
    assertEnds(
        filled(new SkyPainter()).forward(words, numbers),
        .5451,
        .5892,
        .6072,
        .6231,
        .6069,
        .5830,
        .5682,
        .5638,
        .4636,
        .4822,
        .4840,
        .4565,
        .4528,
        .4636,
        .4762,
        .5013);
  }

  @Test
  void a_sky_follows_words_and_numbers() {
    var net = new SkyPainter();
    Tensor sky = net.forward(words, numbers);
    assertThat(distance(sky, net.forward(input(2, 2, 3 * D), numbers))).isGreaterThan(.01);
    assertThat(distance(sky, net.forward(words, uniform(3, 2, 16)))).isGreaterThan(.01);
    Tensor second = net.forward(words.narrow(0, 1, 1), numbers.narrow(0, 1, 1));
    assertThat(distance(sky.narrow(0, 1, 1), second)).isLessThan(1e-5);
  }

  @Test
  void light_is_twelve_numbers() {
    var net = filled(new LightNet());
    Tensor four = input(1, 2, 4 * D);
    Tensor light = net.forward(four, Tensors.of(new float[] {0, 1.25f}, 2, 1));
    assertThat(light.shape()).containsExactly(2, LightNet.OUTPUTS);
    assertEnds(
        light, .0758, -.3446, .3329, .0454, -.1517, .2666, -.3518, -.0256, -.1522, .2663, -.3510,
        -.0265, .2554, -.2238, .2991, -.0303);
  }

  @Test
  void light_follows_nearness() {
    var net = new LightNet();
    Tensor four = input(1, 2, 4 * D);
    Tensor light = net.forward(four, Tensors.of(new float[] {0, 1.25f}, 2, 1));
    Tensor nearer = net.forward(four, Tensors.of(new float[] {.5f, 1.25f}, 2, 1));
    assertThat(distance(light.narrow(0, 0, 1), nearer.narrow(0, 0, 1))).isGreaterThan(.01);
    assertThat(distance(light.narrow(0, 1, 1), nearer.narrow(0, 1, 1))).isLessThan(1e-6);
  }

  @Test
  void a_layout_has_a_place_for_every_slot() {
    var net = new LayoutNet(9);
    var arrangement = net.forward(words, numbers);
    assertThat(arrangement.presence().shape()).containsExactly(2, LayoutNet.SLOTS);
    assertThat(arrangement.thing().shape()).containsExactly(2, LayoutNet.SLOTS, 9);
    assertThat(arrangement.place().shape()).containsExactly(2, LayoutNet.SLOTS, LayoutNet.PLACE);
    var other = net.forward(words, uniform(3, 2, 16));
    assertThat(distance(arrangement.place(), other.place())).isGreaterThan(.01);
  }

  @Test
  void a_layout_is_computed_as_it_always_was() {
    var arrangement = filled(new LayoutNet(9)).forward(words, numbers);
    assertEnds(
        arrangement.presence(),
        .2597,
        .5155,
        -.3331,
        -.4128,
        .4807,
        .4224,
        -.5775,
        -.4924,
        .6360,
        .1870,
        -.5624,
        -.0312,
        .5963,
        -.0932,
        -.7035,
        .1023);
    assertEnds(
        arrangement.thing(),
        -.5897,
        .2160,
        .6873,
        -.2229,
        -.7327,
        .1652,
        .6573,
        -.1687,
        .5723,
        -.2350,
        -.4813,
        .3887,
        .5028,
        -.4875,
        -.5800,
        .4671);
    assertEnds(
        arrangement.place(),
        .2312,
        -.6953,
        -.2389,
        .5983,
        .1291,
        -.5598,
        .0304,
        .6329,
        -.4436,
        -.3949,
        .4658,
        .2555,
        -.5874,
        -.2159,
        .6982,
        .2687);
  }

  @Test
  void a_prior_guesses_colour_scene_and_action() {
    var guess = filled(new PriorNet(10, 11, 20)).forward(input(1, 3, D));
    assertThat(guess.colour().shape()).containsExactly(3, 10);
    assertThat(guess.scene().shape()).containsExactly(3, 11);
    assertThat(guess.action().shape()).containsExactly(3, 20);
    assertEnds(
        guess.colour(),
        .0935,
        -.1747,
        -.2529,
        -.0519,
        .2039,
        .2312,
        .0067,
        -.2138,
        -.2601,
        -.0736,
        .1941,
        .2453,
        .0275,
        -.2115,
        -.2094,
        .0177);
    assertEnds(
        guess.scene(),
        -.2576,
        -.1035,
        .1681,
        .2548,
        .0609,
        -.1948,
        -.2298,
        -.0149,
        .2626,
        .0827,
        -.1855,
        -.2442,
        -.0355,
        .2004,
        .2051,
        -.0103);
    assertEnds(
        guess.action(),
        .1209,
        .2609,
        .1130,
        -.1601,
        -.2546,
        -.0691,
        .1845,
        .2262,
        .1797,
        .1412,
        -.0419,
        -.1492,
        -.0753,
        .0651,
        .0994,
        .0089);
  }
}
