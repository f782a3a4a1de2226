package io.kinora.motion;

import java.util.stream.IntStream;

/// The motion between two neighbouring frames, both ways.
///
/// @param first the earlier frame
/// @param second the later one
/// @param there vectors from the first to the second, in pixels of the small pictures
/// @param back vectors from the second to the first
/// @param missThere for each pixel of the first, how far its vector and the one back miss it
/// @param missBack the same for the second
/// @param whole the motion that most of the picture shares, in pixels of the small pictures
@SuppressWarnings("ArrayRecordComponent") // never compared
record Passage(
    Seen first,
    Seen second,
    FlowField there,
    FlowField back,
    float[] missThere,
    float[] missBack,
    GlobalMotion whole) {
  /// @param flow two searches, so that both ways are computed at the same time
  static Passage of(Seen first, Seen second, DenseFlow.Pair flow) {
    FlowField[] fields = flow.bothWays(first.grey(), second.grey());
    FlowField there = fields[0];
    FlowField back = fields[1];
    return new Passage(
        first,
        second,
        there,
        back,
        miss(there, back),
        miss(back, there),
        GlobalFit.of(first.grey(), there, back));
  }

  private static float[] miss(FlowField there, FlowField back) {
    float[] miss = new float[there.width() * there.height()];
    IntStream.range(0, there.height())
        .parallel()
        .forEach(
            y -> {
              for (int x = 0; x < there.width(); x++) {
                miss[y * there.width() + x] = (float) there.roundTripError(x, y, back);
              }
            });
    return miss;
  }
}
