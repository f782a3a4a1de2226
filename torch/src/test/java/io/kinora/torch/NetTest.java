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

  /// A net with the names of somebody else's checkpoint.
  private static final class Dotted extends Net {
    private final LinearImpl proj = layer("net.0.proj", linear(2, 3));
    private final LinearImpl out = layer("net.2", linear(3, 1));

    Tensor forward(Tensor x) {
      return out.forward(proj.forward(x));
    }
  }

  @Test
  void dotted_names_make_the_groups_between() {
    var net = new Dotted();
    assertThat(net.named().keySet())
        .containsExactly("net.0.proj.weight", "net.0.proj.bias", "net.2.weight", "net.2.bias");
    assertThat(net.forward(torch.ones(5, 2)).shape()).containsExactly(5, 1);
  }

  /// A net of four terabytes.
  private static final class Huge extends Net {
    private final Tensor table = weight("table", 1 << 20, 1 << 20);
  }

  @Test
  void a_weight_takes_no_memory_until_it_is_loaded() {
    var net = new Huge();
    assertThat(net.table.shape()).containsExactly(1 << 20, 1 << 20);
    assertThat(net.size()).isEqualTo(1L << 40);
    assertThat(named(net, "table").requires_grad()).isFalse();
  }

  @Test
  void a_vacated_net_keeps_names_and_shapes() {
    var net = new Tiny();
    net.vacate();
    assertThat(net.size()).isEqualTo(new Tiny().size());
    assertThat(named(net, "conv.weight").shape()).containsExactly(4, 3, 3, 3);
  }

  @Test
  void buffers_are_saved_and_restored_on_their_own() {
    var net = new Tiny();
    assertThat(net.buffersByName().keySet()).containsExactly("mean");
    net.restoreBuffers(name -> Tensors.of(new float[] {1, 2, 3, 4}, 4));
    assertThat(Tensors.floats(net.mean)).containsExactly(1, 2, 3, 4);
  }

  private static Tensor named(Net net, String name) {
    return requireNonNull(net.named().get(name));
  }

  private static Offset<Float> within() {
    return Offset.offset(1e-5f);
  }
}
