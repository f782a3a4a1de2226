package io.kinora.motion.interpolate;

import io.kinora.clip.Frame;
import io.kinora.motion.flow.DenseFlow;
import io.kinora.motion.flow.FramePairMotion;
import io.kinora.motion.flow.FramePyramid;

/// What a [FusionNet] learns from: all that it chooses by, and among what it chooses.
///
/// @param frames `[4, height / 2, width / 2, 3]`, the four frames brought to the time, −½ to ½
/// @param pixels `[FusionNet.EVIDENCE, height, width]`
/// @param candidates the hypotheses in full size, in the order of the net's choice
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MixingLesson(float[] frames, float[] pixels, Frame[] candidates) {
  /// How many times larger the frames are than the pictures that choices are made on: between what
  /// it is for films 640 and 1280 pixels wide.
  public static final int DETAIL = 2;

  /// From four frames of one size, in order of time, with sides that are multiples of 16.
  ///
  /// @param t between the second and the third, from 0 to 1
  public static MixingLesson of(Frame[] four, double t) {
    FramePyramid[] seen = new FramePyramid[FusionNet.FRAMES];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = FramePyramid.of(four[i], DETAIL);
    }
    try (var flow = new DenseFlow.Pair();
        var all =
            Hypotheses.of(
                FramePairMotion.of(seen[0], seen[1], flow),
                FramePairMotion.of(seen[1], seen[2], flow),
                FramePairMotion.of(seen[2], seen[3], flow),
                t)) {
      Frame[] candidates = new Frame[FusionNet.HYPOTHESES];
      for (int k = 0; k < candidates.length; k++) {
        candidates[k] = all.full().frame(k);
      }
      return new MixingLesson(all.frames(), all.pixels(), candidates);
    }
  }
}
