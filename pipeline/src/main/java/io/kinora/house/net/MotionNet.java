package io.kinora.house.net;

import static io.kinora.torch.Layers.conv1d;
import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.cat;
import static io.kinora.torch.Ops.times;
import static org.bytedeco.pytorch.global.torch.silu;

import io.kinora.torch.Net;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Conv1dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// The temporal convolutional network: maps the cue of a subject to its motion.
///
/// It is a function of continuous time. Its input at a time is a set of sines with a common period,
/// and its history is on a lattice of steps before that time, so it can be evaluated at any time
/// and frame rate with the same result; because only the sines encode time, it cannot drift,
/// however long the shot. Constant velocity, position and size come from a head without time.
public final class MotionNet extends Net {
  /// The number of words of a cue: noun, action, direction, speed, scene.
  public static final int WORDS = 5;

  /// The number of values of a cue besides its words: the latent, the position among the subjects,
  /// the crowd.
  public static final int NUMBERS = Painter.LATENT + 2;

  /// Seconds between two steps of the lattice.
  public static final double STEP = 1 / 8.0;

  /// The period of the sines in seconds.
  public static final double PERIOD = 8;

  /// The number of time-dependent outputs: x and y in half frame heights, rotation in radians
  /// (clockwise), logarithm of the scale.
  public static final int MOVING = 4;

  /// The number of constant outputs, in the order of `MotionCurve`'s constants.
  public static final int CONSTANT = 14;

  private static final int WAVES = 12;
  private static final int STYLE = 128;
  private static final int CHANNELS = 64;
  private static final int[] DILATIONS = {1, 2, 4};

  private final LinearImpl map1, map2, constants;
  private final Conv1dImpl in, out;
  private final List<TemporalBlock> blocks = new ArrayList<>();

  public MotionNet() {
    int inputs = WORDS * Phrases.DIMENSION + NUMBERS;
    map1 = layer("map1", normal(linear(inputs, STYLE), .06));
    map2 = layer("map2", normal(linear(STYLE, STYLE), 1.4 / Math.sqrt(STYLE)));
    constants = layer("constants", normal(linear(STYLE, CONSTANT), 1 / Math.sqrt(STYLE)));
    in = layer("in", normal(conv1d(2L * WAVES, CHANNELS, 1, 1), 1 / Math.sqrt(2.0 * WAVES)));
    for (int i = 0; i < DILATIONS.length; i++) {
      blocks.add(layer("block" + (i + 1), new TemporalBlock(CHANNELS, STYLE, DILATIONS[i])));
    }
    out = layer("out", normal(conv1d(CHANNELS, MOVING, 1, 1), .5 / Math.sqrt(CHANNELS)));
  }

  /// The number of lattice steps before a time that its output depends on.
  public static int history() {
    int steps = 0;
    for (int dilation : DILATIONS) {
      steps += (TemporalBlock.KERNEL - 1) * dilation;
    }
    return steps;
  }

  /// The style of a cue.
  ///
  /// @param words text vectors `[B, 5 * 384]`, each value approximately standard normal
  /// @param numbers `[B, 10]`, from 0 to 1 or from -1 to 1
  /// @return `[B, 128]`
  public Tensor style(Tensor words, Tensor numbers) {
    Tensor x = cat(1, times(words, .35), times(numbers, 6));
    return silu(map2.forward(silu(map1.forward(x))));
  }

  /// w `[B, 128]` → `[B, 14]`
  public Tensor constants(Tensor w) {
    return constants.forward(w);
  }

  /// The time-dependent outputs at times on a lattice.
  ///
  /// @param w `[B, 128]`
  /// @param times seconds, `[B, T + history]`, each row [#STEP] apart
  /// @return `[B, 4, T]`, for the last T times of each row
  public Tensor forward(Tensor w, Tensor times) {
    List<Tensor> waves = new ArrayList<>();
    for (int k = 1; k <= WAVES; k++) {
      Tensor angle = times(times, 2 * Math.PI * k / PERIOD).unsqueeze(1);
      waves.add(angle.sin());
      waves.add(angle.cos());
    }
    Tensor x = in.forward(cat(1, waves.toArray(new Tensor[0]))); // [B, C, T + history]
    for (TemporalBlock block : blocks) {
      x = block.forward(x, w);
    }
    return out.forward(silu(x));
  }

  /// The last time of each row, and the lattice before it: `[B]` → `[B, 1 + history]`.
  public static Tensor lattice(Tensor seconds) {
    float[] offsets = new float[1 + history()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = (float) ((i - history()) * STEP);
    }
    Tensor back = Tensor.create(offsets, 1, offsets.length).to(seconds);
    return seconds.unsqueeze(1).add(back);
  }
}
