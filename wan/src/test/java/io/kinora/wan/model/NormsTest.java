package io.kinora.wan.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Net;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The eps of norms is too small to show in what a network computes, so the built networks are
/// asked.
class NormsTest {
  private static final double EPS = 3e-4;

  private static final WanTransformerConfig CONFIG =
      new WanTransformerConfig(
          new WanTransformerConfig.Patch(1, 2, 2),
          2,
          12,
          36,
          16,
          8,
          16,
          24,
          2,
          true,
          EPS,
          8,
          24,
          0);

  @Test
  void the_transformer_takes_its_eps_from_the_configuration() throws Exception {
    var eps = eps(new WanTransformer(CONFIG));
    var image = new LinkedHashMap<>(eps);
    image.keySet().removeIf(name -> !name.contains("imageEmbedder"));
    eps.keySet().removeAll(image.keySet());
    assertThat(eps).hasSize(1 + 2 * 8);
    assertThat(eps.values()).containsOnly(EPS);
    assertThat(image).hasSize(2);
    assertThat(image.values()).containsOnly(1e-5);
  }

  @Test
  void umt5_takes_its_eps_from_the_configuration() throws Exception {
    var eps = eps(new Umt5Encoder(new Umt5Encoder.Shape(10, 8, 2, 4, 16, 2, EPS, 32, 128)));
    assertThat(eps).hasSize(2 * 2 + 1);
    assertThat(eps.values()).containsOnly(EPS);
  }

  @Test
  void clip_takes_its_eps_from_the_configuration() throws Exception {
    var shape =
        new ClipVisionEncoder.Shape(8, 16, 2, 2, 3, 4, 8, EPS, ClipVisionEncoder.Activation.GELU);
    var eps = eps(new ClipVisionEncoder(shape));
    assertThat(eps).hasSize(2 + 2 * 2);
    assertThat(eps.values()).containsOnly(EPS);
  }

  /// The eps of every norm that is reachable through the fields of a net, by path.
  private static Map<String, Double> eps(Net net) throws IllegalAccessException {
    var found = new LinkedHashMap<String, Double>();
    collect("", net, found);
    return found;
  }

  private static void collect(String path, Object value, Map<String, Double> found)
      throws IllegalAccessException {
    switch (value) {
      case LayerNorm norm -> found.put(path, norm.eps());
      case RmsNorm norm -> found.put(path, norm.eps());
      case Collection<?> list -> {
        int i = 0;
        for (Object item : new ArrayList<>(list)) {
          collect(path + "." + i++, item, found);
        }
      }
      case Net net -> {
        for (Field field : net.getClass().getDeclaredFields()) {
          field.setAccessible(true);
          Object inner = field.get(net);
          if (inner != null) {
            collect(path + "." + field.getName(), inner, found);
          }
        }
      }
      default -> {}
    }
  }
}
