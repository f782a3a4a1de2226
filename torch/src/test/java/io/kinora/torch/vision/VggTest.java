package io.kinora.torch.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VggTest {
  private static final Vgg.Config TINY =
      new Vgg.Config(List.of(2, 3), List.of(2, 1), List.of(.4, .5, .6), List.of(.2, .25, .5));

  /// Every layer against sums that are written out.
  @Test
  void layers_are_those_of_the_paper() {
    Seeds.initialisation(1, "vgg");
    var net = new Vgg(TINY);
    float[] x = Tensors.floats(Seeds.normal(Seeds.random(2, "x"), 1, 3, 6, 4));
    double[][][] planes = new double[3][6][4];
    for (int i = 0; i < x.length; i++) {
      int c = i / 24;
      planes[c][i / 4 % 6][i % 4] = (x[i] - TINY.mean().get(c)) / TINY.deviation().get(c);
    }
    double[][][] first = convolved(planes, net, "features.0");
    double[][][] second = convolved(first, net, "features.2");
    double[][][] third = convolved(pooled(second), net, "features.5");
    List<float[]> seen =
        TensorScope.compute(
            () -> {
              var features = net.forward(Tensors.of(x, 1, 3, 6, 4));
              return List.of(
                  Tensors.floats(features.first().get(0)),
                  Tensors.floats(features.first().get(1)),
                  Tensors.floats(features.last()));
            });
    assertThat(seen.get(0)).containsExactly(flat(first), within(1e-4f));
    assertThat(seen.get(1)).containsExactly(flat(third), within(1e-4f));
    assertThat(seen.get(2)).containsExactly(flat(third), within(1e-4f));
    net.close();
  }

  private static double[][][] convolved(double[][][] x, Vgg net, String name) {
    Tensor weight = Objects.requireNonNull(net.named().get(name + ".weight"));
    float[] w = Tensors.floats(weight);
    float[] bias = Tensors.floats(Objects.requireNonNull(net.named().get(name + ".bias")));
    int out = bias.length, in = x.length, h = x[0].length, width = x[0][0].length;
    double[][][] y = new double[out][h][width];
    for (int o = 0; o < out; o++) {
      for (int r = 0; r < h; r++) {
        for (int c = 0; c < width; c++) {
          double sum = bias[o];
          for (int i = 0; i < in; i++) {
            for (int k = 0; k < 9; k++) {
              int row = r + k / 3 - 1, column = c + k % 3 - 1;
              if (row >= 0 && row < h && column >= 0 && column < width) {
                sum += w[(o * in + i) * 9 + k] * x[i][row][column];
              }
            }
          }
          y[o][r][c] = Math.max(0, sum);
        }
      }
    }
    return y;
  }

  private static double[][][] pooled(double[][][] x) {
    double[][][] y = new double[x.length][x[0].length / 2][x[0][0].length / 2];
    for (int c = 0; c < x.length; c++) {
      for (int r = 0; r < y[0].length; r++) {
        for (int i = 0; i < y[0][0].length; i++) {
          y[c][r][i] =
              Math.max(
                  Math.max(x[c][2 * r][2 * i], x[c][2 * r][2 * i + 1]),
                  Math.max(x[c][2 * r + 1][2 * i], x[c][2 * r + 1][2 * i + 1]));
        }
      }
    }
    return y;
  }

  private static float[] flat(double[][][] x) {
    float[] flat = new float[x.length * x[0].length * x[0][0].length];
    int i = 0;
    for (double[][] plane : x) {
      for (double[] row : plane) {
        for (double value : row) {
          flat[i++] = (float) value;
        }
      }
    }
    return flat;
  }

  @Test
  void convolutions_have_the_names_of_torchvision() {
    assertThat(names(Vgg.Config.VGG16))
        .containsExactly(0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28);
    assertThat(names(Vgg.Config.VGG19))
        .containsExactly(0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28, 30, 32, 34);
  }

  private static List<Integer> names(Vgg.Config published) {
    var narrow =
        new Vgg.Config(
            List.of(1, 1, 1, 1, 1), published.depth(), published.mean(), published.deviation());
    var net = new Vgg(narrow);
    List<Integer> names =
        net.named().keySet().stream()
            .filter(name -> name.endsWith(".weight"))
            .map(name -> Integer.valueOf(name.split("\\.")[1]))
            .toList();
    net.close();
    return names;
  }

  @Test
  void a_file_of_other_weights_is_refused(@TempDir Path folder) {
    Path file = folder.resolve("other.safetensors");
    var tensors = new LinkedHashMap<String, Tensor>();
    tensors.put("features.0.weight", Tensors.of(new float[27], 1, 3, 3, 3));
    SafeTensorsWriter.write(file, tensors, Map.of(), DType.F32);
    assertThatThrownBy(() -> Vgg.open(file)).isInstanceOf(WeightsRefused.class);
  }
}
