package io.kinora.house.staging;

import io.kinora.house.net.MotionNet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// A cache of the motion network's output for a subject over time, because a pose is needed more
/// than once, and not only in frame order. The network is evaluated for fixed groups of frames, so
/// that the last digits do not depend on the order of calls.
final class Swing {
  /// The number of frames per evaluation, and the approximate maximum of cached outputs.
  private static final int CHUNK = 48, MOST = 4096;

  private final Staging staging;
  private final Actor actor;
  private final double perSecond;
  private final Map<Long, float[]> known = new HashMap<>();

  /// @param perSecond frames per second
  Swing(Staging staging, Actor actor, double perSecond) {
    this.staging = staging;
    this.actor = actor;
    this.perSecond = perSecond;
  }

  /// x, y, rotation and logarithm of the scale, as in [MotionNet#MOVING].
  synchronized float[] at(double seconds) {
    float[] there = known.get(microseconds(seconds));
    if (there != null) {
      return there;
    }
    if (known.size() > MOST) {
      known.clear();
    }
    long frame = (long) Math.floor(seconds * perSecond + 1e-6);
    int at = (int) Math.floorMod(frame, (long) CHUNK);
    double first = seconds - at / perSecond;
    float[] times = new float[CHUNK];
    for (int i = 0; i < CHUNK; i++) {
      times[i] = (float) ((first + i / perSecond) % MotionNet.PERIOD);
    }
    float[] chunk = staging.moving(actor, times);
    for (int i = 0; i < CHUNK; i++) {
      double time = i == at ? seconds : first + i / perSecond;
      int from = i * MotionNet.MOVING;
      known.put(microseconds(time), Arrays.copyOfRange(chunk, from, from + MotionNet.MOVING));
    }
    return Objects.requireNonNull(known.get(microseconds(seconds)));
  }

  private static long microseconds(double seconds) {
    return Math.round(seconds * 1e6);
  }
}
