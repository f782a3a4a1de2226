package io.kinora.house.staging;

import io.kinora.house.net.MotionNet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// What the motion network says of a subject over time, which is kept: a pose is wanted more than
/// once, and not in the order of the frames alone. The network is asked for many frames at once.
/// Which ones does not depend on the order in which they are wanted, so that the last digits do
/// not.
final class Swing {
  /// For how many frames the network is asked at once, and about how many answers are kept.
  private static final int CHUNK = 48, MOST = 4096;

  private final Staging staging;
  private final Actor actor;
  private final double perSecond;
  private final Map<Long, float[]> known = new HashMap<>();

  /// @param perSecond frames
  Swing(Staging staging, Actor actor, double perSecond) {
    this.staging = staging;
    this.actor = actor;
    this.perSecond = perSecond;
  }

  /// x, y, turn and log of the scale, as of [MotionNet#MOVING].
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
