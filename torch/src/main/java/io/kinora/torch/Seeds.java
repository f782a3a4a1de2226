package io.kinora.torch;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The only source of randomness: every draw depends on a seed and on the name of its purpose, so
/// an added draw does not change the others.
public final class Seeds {
  private Seeds() {}

  /// A generator for one purpose of one seed.
  public static RandomGenerator random(long seed, String purpose) {
    return new SplittableRandom(mix(seed, purpose));
  }

  /// Standard normal numbers of the given shape, float32, on the CPU.
  public static Tensor normal(RandomGenerator random, long... shape) {
    float[] values = new float[Shapes.count(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.create(values, shape);
  }

  /// Seeds libtorch's own generator, which initialises the weights of new layers.
  public static void initialisation(long seed, String purpose) {
    torch.manual_seed(mix(seed, purpose));
  }

  /// 64-bit FNV-1a over the purpose, with a hash of the seed as its initial value: with a plain
  /// exclusive or, seed 1 for "a" and seed 2 for "b" would give the same result.
  private static long mix(long seed, String purpose) {
    long h = 0xcbf29ce484222325L ^ scattered(seed);
    for (int i = 0; i < purpose.length(); i++) {
      h = (h ^ purpose.charAt(i)) * 0x100000001b3L;
    }
    return scattered(h);
  }

  /// The finaliser of SplitMix64.
  private static long scattered(long h) {
    h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
    h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
    return h ^ (h >>> 31);
  }
}
