package io.kinora.house.net;

import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.cat;
import static io.kinora.torch.Ops.plus;
import static io.kinora.torch.Ops.times;
import static org.bytedeco.pytorch.global.torch.silu;

import io.kinora.torch.Net;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// Predicts the layout of a scene: the things, their positions, sizes and depths, from the words
/// for scene, time and weather and random numbers. Slots are ordered from far to near.
public final class LayoutNet extends Net {
  /// The number of words: scene, time, weather.
  public static final int WORDS = 3;

  /// The maximum number of things in a scene.
  public static final int SLOTS = 28;

  /// The number of values of a slot: x, y, half height, nearness, mirrored, cycles per second,
  /// drift.
  public static final int PLACE = 7;

  private static final int HIDDEN = 256;

  private final LinearImpl in, mix, presence, thing, place;
  private final int things;

  /// @param things number of classes of things
  public LayoutNet(int things) {
    int inputs = WORDS * Phrases.DIMENSION + SkyPainter.NUMBERS;
    in = layer("in", normal(linear(inputs, HIDDEN), .06));
    mix = layer("mix", normal(linear(HIDDEN, HIDDEN), 1.4 / Math.sqrt(HIDDEN)));
    presence = layer("presence", normal(linear(HIDDEN, SLOTS), 1 / Math.sqrt(HIDDEN)));
    thing = layer("thing", normal(linear(HIDDEN, (long) SLOTS * things), 1 / Math.sqrt(HIDDEN)));
    place = layer("place", normal(linear(HIDDEN, SLOTS * PLACE), 1 / Math.sqrt(HIDDEN)));
    this.things = things;
  }

  /// An arrangement.
  ///
  /// @param presence logits `[B, 28]`
  /// @param thing logits `[B, 28, things]`
  /// @param place `[B, 28, 7]`
  public record Arrangement(Tensor presence, Tensor thing, Tensor place) {}

  /// words `[B, 3 * 384]`, v `[B, 16]` in [0, 1)
  public Arrangement forward(Tensor words, Tensor v) {
    Tensor x = cat(1, times(words, .35), times(plus(v, -.5), 8));
    Tensor h = silu(mix.forward(silu(in.forward(x))));
    long b = h.size(0);
    return new Arrangement(
        presence.forward(h),
        thing.forward(h).view(b, SLOTS, things),
        place.forward(h).view(b, SLOTS, PLACE));
  }
}
