package io.kinora.motion.flow;

import java.util.stream.IntStream;

/// The motion between two neighbouring frames, in both directions.
///
/// @param first the earlier frame
/// @param second the later one
/// @param there vectors from the first to the second, in pixels of the frames' half pictures
/// @param back vectors from the second to the first
/// @param missThere for each pixel of the first half picture, its forward-backward error, in pixels
///     of the small picture
/// @param missBack the same for the second half picture
/// @param whole the motion that most of the picture shares, in pixels of the frames
/// @param detail how well both explain the frames in full detail
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FramePairMotion(
    FramePyramid first,
    FramePyramid second,
    FlowField there,
    FlowField back,
    float[] missThere,
    float[] missBack,
    GlobalMotion whole,
    Detail detail) {
  /// @param flow two searches, so that both directions are computed in parallel
  public static FramePairMotion of(FramePyramid first, FramePyramid second, DenseFlow.Pair flow) {
    FlowField[] fields = flow.bothWays(first.grey(), second.grey());
    FlowField there = fields[0].halved();
    FlowField back = fields[1].halved();
    GlobalMotion small = GlobalFit.similarity(first.grey(), fields[0], fields[1]);
    double zoom = (double) first.frame().width() / first.small().width();
    int[] places = Detail.places(first.frame());
    GlobalMotion whole = ExactFit.of(first.frame(), second.frame(), places, small.enlarged(zoom));
    return new FramePairMotion(
        first,
        second,
        there,
        back,
        miss(there, back),
        miss(back, there),
        whole,
        Detail.of(first, second, places, there, whole));
  }

  private static float[] miss(FlowField there, FlowField back) {
    float[] miss = new float[there.width() * there.height()];
    IntStream.range(0, there.height())
        .parallel()
        .forEach(
            y -> {
              for (int x = 0; x < there.width(); x++) {
                miss[y * there.width() + x] = 2 * (float) there.roundTripError(x, y, back);
              }
            });
    return miss;
  }
}
