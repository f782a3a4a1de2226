package io.kinora.torch;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.linear;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

final class NetTest {
  /// A layer inside a net inside a net, with a parameter and a buffer of its own.
  private static final class Tiny extends Net {
    private final Conv2dImpl conv = layer("conv", conv2d(3, 4, 3));
    private final Inner inner = layer("inner", new Inner());
    private final Tensor place = parameter("place", torch.ones(1, 4, 2, 2));
    private final Tensor mean = buffer("mean", torch.zeros(4));

    Tensor forward(Tensor x) {
      Tensor h = conv.forward(x).add(place).sub(mean.view(1, 4, 1, 1)); // [B, 4, 2, 2]
      return inner.forward(h.flatten(1, -1));
    }
  }

  private static final class Inner extends Net {
    private final LinearImpl out = layer("out", linear(16, 2));

    Tensor forward(Tensor x) {
      return out.forward(x);
    }
  }

  private static Tensor input() {
    return Seeds.normal(Seeds.random(1, "net"), 2, 3, 2, 2);
  }

  @Test
  void names_its_parameters_with_dots() {
    assertThat(new Tiny().named().keySet())
        .containsExactlyInAnyOrder(
            "place", "conv.weight", "conv.bias", "inner.out.weight", "inner.out.bias");
    assertThat(new Inner().named().keySet()).containsExactly("out.weight", "out.bias");
  }

  @Test
  void names_them_in_the_same_order_each_time() {
    assertThat(new Tiny().named().keySet()).containsExactlyElementsOf(new Tiny().named().keySet());
  }

  @Test
  void counts_its_trainable_numbers() {
    assertThat(new Tiny().size()).isEqualTo(16 + 3 * 4 * 9 + 4 + 16 * 2 + 2);
  }

  @Test
  void copies_values_that_forward_then_uses() {
    var a = new Tiny();
    var b = new Tiny();
    Tensor x = input();
    TensorScope.infer(() -> named(a, "place").fill_(Ops.scalar(3)));
    assertThat(a.forward(x).allclose(b.forward(x))).isFalse();
    b.copyFrom(a.named());
    assertThat(a.forward(x).equal(b.forward(x))).isTrue();
    assertThat(Tensors.floats(b.place)).containsOnly(3);
  }

  @Test
  void copies_values_and_not_handles() {
    var a = new Tiny();
    var b = new Tiny();
    b.copyFrom(a.named());
    TensorScope.infer(() -> named(a, "place").fill_(Ops.scalar(7)));
    assertThat(Tensors.floats(b.place)).containsOnly(1);
  }

  @Test
  void parameters_keep_their_handles_when_the_layout_changes() {
    var net = new Tiny();
    Tensor x = input();
    float[] before = Tensors.floats(net.forward(x));
    net.channelsLast();
    for (var name : new String[] {"conv.weight", "place"}) {
      assertThat(named(net, name).is_contiguous(MemoryFormat.ChannelsLast)).as(name).isTrue();
    }
    assertThat(net.place.data_ptr().address()).isEqualTo(named(net, "place").data_ptr().address());
    assertThat(Tensors.floats(net.forward(x))).containsExactly(before, within());
    TensorScope.infer(() -> named(net, "place").fill_(Ops.scalar(5)));
    assertThat(Tensors.floats(net.place)).containsOnly(5);
  }

  @Test
  void parameters_keep_their_handles_when_the_dtype_changes() {
    var net = new Tiny();
    net.move(Device.CPU, ScalarType.Double);
    assertThat(net.place.scalar_type().intern()).isEqualTo(ScalarType.Double);
    assertThat(net.mean.scalar_type().intern()).isEqualTo(ScalarType.Double);
    assertThat(net.forward(input().to(ScalarType.Double)).scalar_type().intern())
        .isEqualTo(ScalarType.Double);
  }

  @Test
  void gradients_reach_every_parameter_but_no_buffer() {
    var net = new Tiny();
    net.forward(input()).square().sum().backward();
    net.named()
        .forEach(
            (name, parameter) -> {
              assertThat(parameter.grad().defined()).as(name).isTrue();
              assertThat(parameter.grad().abs().max().item_float()).as(name).isPositive();
            });
    assertThat(net.mean.requires_grad()).isFalse();
  }

  @Test
  void a_copy_in_a_map_outlives_the_list_that_it_came_from() {
    var net = new Tiny();
    var copies = new LinkedHashMap<String, Tensor>();
    for (int i = 0; i < 50; i++) {
      copies.putAll(net.named());
    }
    assertThat(requireNonNull(copies.get("place")).numel()).isEqualTo(16);
    assertThat(net.trainable().size()).isEqualTo(5);
  }

  private static Tensor named(Net net, String name) {
    return requireNonNull(net.named().get(name));
  }

  private static Offset<Float> within() {
    return Offset.offset(1e-5f);
  }
}
