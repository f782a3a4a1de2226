package io.kinora.training.evaluate;

import io.kinora.house.net.HouseModel;
import io.kinora.house.net.MotionNet;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.training.data.SceneSource;
import io.kinora.training.data.SceneSource.Performance;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// Measures the effect of the temporal network: compares its paths, and straight lines without it,
/// with the world's.
final class MotionAblation {
  /// The number of frames per second at which paths are compared.
  private static final int FRAMES = 24;

  private MotionAblation() {}

  /// The deviation of paths from the world's.
  ///
  /// @param model `TCN` or `straight lines`
  /// @param place mean distance of the centre, in hundredths of half a frame height
  /// @param turn mean difference of the rotation in degrees
  /// @param acceleration the mean change of velocity between frames, relative to the world's: 1 is
  ///     as much as the truth, 0 a straight line
  record Row(String model, String when, double place, double turn, double acceleration) {}

  /// Compares `samples` motions outside the training set, in the first eight seconds and from the
  /// 52nd to the 60th.
  static List<Row> rows(HouseModel model, SceneSource world, int samples) {
    var rows = new ArrayList<Row>();
    for (double start : new double[] {0, 52}) {
      double[] network = new double[3];
      double[] straight = new double[3];
      double[] truth = new double[3];
      for (int k = 0; k < samples; k++) {
        var random = Seeds.random(20_261_122, "performance " + k);
        Performance performance = world.performance(random);
        double from = start + 8 * random.nextDouble() * (1 - 1.0 / 8);
        add(model, performance, from, network, straight, truth);
      }
      String when = start == 0 ? "0 to 8 s" : "52 to 60 s";
      rows.add(row("TCN", when, network, truth, samples));
      rows.add(row("straight lines", when, straight, truth, samples));
    }
    return rows;
  }

  private static Row row(String name, String when, double[] sums, double[] truth, int samples) {
    return new Row(
        name, when, 100 * sums[0] / samples, Math.toDegrees(sums[1] / samples), sums[2] / truth[2]);
  }

  private static void add(
      HouseModel model,
      Performance performance,
      double from,
      double[] network,
      double[] straight,
      double[] truth) {
    float[] seconds = new float[FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      seconds[i] = (float) (from + (double) i / FRAMES);
    }
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Said(float[] constants, float[] moving) {}
    Said said =
        TensorScope.infer(
            () -> {
              MotionNet net = model.motion();
              float[] row = model.phrases().row(performance.cue().words());
              float[] numbers = performance.cue().numbers();
              Tensor w =
                  net.style(Tensors.of(row, 1, row.length), Tensors.of(numbers, 1, numbers.length));
              // Time is encoded only by waves with a common period, so late times wrap to early
              // ones.
              float[] wrapped = seconds.clone();
              for (int i = 0; i < FRAMES; i++) {
                wrapped[i] = (float) (seconds[i] % MotionNet.PERIOD);
              }
              Tensor times = MotionNet.lattice(Tensors.of(wrapped, FRAMES));
              Tensor moving = net.forward(w.expand(FRAMES, -1), times).squeeze(2);
              return new Said(Tensors.floats(net.constants(w)), Tensors.floats(moving));
            });
    float[] constants = performance.constants();
    double[][] real = new double[FRAMES][];
    double[][] tcn = new double[FRAMES][];
    double[][] line = new double[FRAMES][];
    float[] none = new float[MotionNet.MOVING];
    for (int i = 0; i < FRAMES; i++) {
      double since = (double) i / FRAMES;
      float[] swing = new float[MotionNet.MOVING];
      System.arraycopy(said.moving, i * MotionNet.MOVING, swing, 0, MotionNet.MOVING);
      real[i] = pose(constants, performance.moving(seconds[i]), since);
      tcn[i] = pose(said.constants, swing, since);
      line[i] = pose(said.constants, none, since);
    }
    compare(tcn, real, network);
    compare(line, real, straight);
    compare(real, real, truth);
  }

  /// x, y and rotation.
  private static double[] pose(float[] constants, float[] swing, double since) {
    return new double[] {
      constants[0] + constants[3] * since + swing[0],
      constants[1] + constants[4] * since + swing[1],
      swing[2]
    };
  }

  private static void compare(double[][] path, double[][] real, double[] sums) {
    double place = 0;
    double turn = 0;
    double acceleration = 0;
    for (int i = 0; i < path.length; i++) {
      place += Math.hypot(path[i][0] - real[i][0], path[i][1] - real[i][1]) / path.length;
      turn += Math.abs(path[i][2] - real[i][2]) / path.length;
      if (i > 1) {
        double x = path[i][0] - 2 * path[i - 1][0] + path[i - 2][0];
        double y = path[i][1] - 2 * path[i - 1][1] + path[i - 2][1];
        acceleration += Math.hypot(x, y) / (path.length - 2);
      }
    }
    sums[0] += place;
    sums[1] += turn;
    sums[2] += acceleration;
  }
}
