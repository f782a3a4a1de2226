package io.kinora.house.net;

import static io.kinora.house.net.Formula.assertEnds;
import static io.kinora.house.net.Formula.distance;
import static io.kinora.house.net.Formula.filled;
import static io.kinora.house.net.Formula.input;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

final class CodecNetsTest {
  private final CodecEncoder encoder = encoder();
  private final CodecGenerator generator = generator();
  private final Tensor pictures =
      Ops.times(Ops.plus(Seeds.normal(Seeds.random(1, "pictures"), 2, 4, 128, 128), 2), .25);
  private final Tensor code = Seeds.normal(Seeds.random(1, "code"), 2, 16, 16, 16);
  private final Tensor vector = Seeds.normal(Seeds.random(1, "vector"), 2, 64);

  private static CodecEncoder encoder() {
    Seeds.initialisation(4, "encoder");
    return new CodecEncoder();
  }

  private static CodecGenerator generator() {
    Seeds.initialisation(4, "generator");
    return new CodecGenerator();
  }

  @Test
  void a_picture_becomes_a_code_and_a_code_a_picture_of_the_same_size() {
    var encoded = encoder.forward(pictures);
    assertThat(encoded.code().shape()).containsExactly(2, 16, 16, 16);
    assertThat(encoded.vector().shape()).containsExactly(2, 64);
    Tensor painted = generator.forward(encoded.code(), encoded.vector());
    assertThat(painted.shape()).containsExactly(2, 4, 128, 128);
  }

  @Test
  void codes_are_bounded_and_pictures_lie_between_0_and_1() {
    var encoded = encoder.forward(Ops.times(pictures, 1_000));
    assertThat(encoded.code().abs().max().item_double()).isGreaterThan(2).isLessThanOrEqualTo(3);
    assertThat(encoded.vector().abs().max().item_double()).isLessThanOrEqualTo(3);
    Tensor raw = generator.raw(Ops.times(code, 1_000), vector);
    assertThat(raw.min().item_double()).isNegative();
    Tensor painted = generator.forward(Ops.times(code, 1_000), vector);
    assertThat(painted.min().item_double()).isZero();
    assertThat(painted.max().item_double()).isLessThanOrEqualTo(1);
  }

  @Test
  void compute_what_they_always_did() {
    var encoded = filled(encoder()).forward(input(1, 1, 4, 128, 128));
    assertEnds(
        encoded.code(),
        .0985,
        .0987,
        .0987,
        .0986,
        .0985,
        .0985,
        .0986,
        .0987,
        .1851,
        .1852,
        .1852,
        .1852,
        .1851,
        .1851,
        .1849,
        .1847);
    assertEnds(
        encoded.vector(),
        -.1001,
        -.0707,
        .0104,
        .0957,
        .0796,
        .0026,
        -.0873,
        -.0888,
        -.0720,
        -.0946,
        -.0420,
        .0590,
        .0986,
        .0517,
        -.0436,
        -.1012);
    Tensor raw = filled(generator()).raw(input(1, 1, 16, 16, 16), input(2, 1, 64));
    assertEnds(
        raw, .0692, .1088, -.3821, -.3125, -.4781, -.4628, -.1802, -.1894, .1069, .3003, .1137,
        .3498, -.4673, -.2240, -.4340, -.2534);
  }

  /// A place of the code says what is painted there: far away nothing changes but by the few
  /// places that the convolutions reach.
  @Test
  void a_place_of_the_code_is_seen_only_around_it() {
    Tensor other = code.clone();
    TensorScope.infer(() -> other.narrow(2, 0, 1).narrow(3, 0, 1).fill_(Ops.scalar(3)));
    Tensor a = generator.raw(code, vector);
    Tensor b = generator.raw(other, vector);
    assertThat(distance(a.narrow(2, 0, 8), b.narrow(2, 0, 8))).isGreaterThan(1e-3);
    assertThat(distance(a.narrow(2, 96, 32), b.narrow(2, 96, 32))).isZero();
  }

  @Test
  void rows_of_a_batch_do_not_meet() {
    var both = encoder.forward(pictures);
    var second = encoder.forward(pictures.narrow(0, 1, 1));
    assertThat(distance(both.code().narrow(0, 1, 1), second.code())).isLessThan(1e-4);
    assertThat(distance(both.vector().narrow(0, 1, 1), second.vector())).isLessThan(1e-4);
    Tensor painted = generator.raw(code, vector);
    Tensor alone = generator.raw(code.narrow(0, 1, 1), vector.narrow(0, 1, 1));
    assertThat(distance(painted.narrow(0, 1, 1), alone)).isLessThan(1e-4);
  }

  @Test
  void paint_the_same_in_another_memory_layout() {
    Tensor plain = generator.raw(code, vector);
    Tensor seen = encoder.forward(pictures).code();
    generator.channelsLast();
    encoder.channelsLast();
    assertThat(distance(plain, generator.raw(code, vector))).isLessThan(1e-4);
    assertThat(distance(seen, encoder.forward(pictures).code())).isLessThan(1e-4);
  }

  @Test
  void every_parameter_learns() {
    var encoded = encoder.forward(pictures);
    generator.raw(encoded.code(), encoded.vector()).square().sum().backward();
    learns(encoder);
    learns(generator);
  }

  private static void learns(Net net) {
    net.named()
        .forEach(
            (name, parameter) -> {
              assertThat(parameter.grad().defined()).as(name).isTrue();
              double most = TensorScope.compute(() -> parameter.grad().abs().max().item_double());
              assertThat(most).as(name).isPositive().isFinite();
            });
  }

  /// The bound that the engine's speed rests on.
  @Test
  void painting_takes_less_than_a_thousand_million_operations() {
    assertThat(CodecGenerator.gflop()).isBetween(.5, 1.0);
    assertThat(CodecEncoder.gflop()).isBetween(.1, 1.0);
  }
}
