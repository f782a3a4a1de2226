package io.kinora.motion.interpolate;

import io.kinora.clip.Frame;
import io.kinora.motion.flow.DenseFlow;
import io.kinora.motion.flow.FramePairMotion;
import io.kinora.motion.flow.FramePyramid;

/// A training sample of a [FusionNet]: its input, and the hypotheses.
///
/// @param frames `[4, height / 2, width / 2, 3]`, the four frames warped to the time, −½ to ½
/// @param pixels `[FusionNet.EVIDENCE, height, width]`
/// @param candidates the hypotheses at full size, in the order of the net's logits
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MixingLesson(float[] frames, float[] pixels, Frame[] candidates) {
  /// The factor by which the frames are larger than the pictures on which weights are computed:
  /// between its values for films 640 and 1280 pixels wide.
  public static final int DETAIL = 2;

  /// Creates a sample from four frames of one size, in order of time, with sides that are multiples
  /// of 16.
  ///
  /// @param t the time between the second and the third frame, from 0 to 1
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
