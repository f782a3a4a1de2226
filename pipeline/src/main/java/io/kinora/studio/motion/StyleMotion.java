package io.kinora.studio.motion;

import io.kinora.motion.flow.DenseFlow;
import io.kinora.motion.flow.FlowField;
import io.kinora.motion.flow.Grey;
import io.kinora.style.MotionSearch;

/// Lends the motion stage's search to the styles, which follow paint with it.
public final class StyleMotion implements MotionSearch {
  private final DenseFlow.Pair search = new DenseFlow.Pair();

  @Override
  public float[][] bothWays(byte[] first, byte[] second, int width, int height) {
    FlowField[] fields =
        search.bothWays(Grey.of(first, width, height), Grey.of(second, width, height));
    return new float[][] {fields[0].vectors(), fields[1].vectors()};
  }

  @Override
  public void close() {
    search.close();
  }
}
