package io.kinora.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LooksTest {
  private static final int SIDE = 64;

  /// Upright stripes of opacity with ramps of so many pixels from 0 to 1.
  private static float[] ramps(double ramp) {
    float[] alpha = new float[SIDE * SIDE];
    for (int i = 0; i < alpha.length; i++) {
      double fromLeft = (i % SIDE - 20.3) / ramp;
      double fromRight = (44.3 - i % SIDE) / ramp;
      alpha[i] = (float) Math.clamp(Math.min(fromLeft, fromRight), 0, 1);
    }
    return alpha;
  }

  @Test
  void an_edge_is_as_wide_as_its_ramp_from_a_tenth_to_nine_tenths() {
    for (double ramp : new double[] {4, 7.5}) {
      List<Double> widths = new ArrayList<>();
      EdgeWidth.collect(ramps(ramp), SIDE, 1, SIDE, widths);
      assertThat(widths).hasSize(2 * (SIDE - 2));
      assertThat(widths).allSatisfy(w -> assertThat(w).isCloseTo(.8 * ramp, within(.35)));
    }
  }

  @Test
  void an_edge_along_the_line_does_not_count() {
    List<Double> widths = new ArrayList<>();
    EdgeWidth.collect(ramps(4), SIDE, SIDE, 1, widths); // down the stripes
    assertThat(widths).isEmpty();
  }

  /// A grey clip whose pixels are brightened by `lift` in every second frame; one half of it moves
  /// by 40 levels.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Boiling(int lift, int[] read) implements Clip {
    @Override
    public FrameSize size() {
      return new FrameSize(64, 64);
    }

    @Override
    public FrameRate rate() {
      return FrameRate.DEFAULT;
    }

    @Override
    public long frames() {
      return 10;
    }

    @Override
    public boolean read(Frame into) {
      if (read[0] >= frames()) {
        return false;
      }
      for (int i = 0; i < into.argb().length; i++) {
        boolean moves = i % 64 < 32;
        int grey = 100 + (read[0] % 2) * lift + (moves ? 40 * (read[0] % 3) : 0);
        into.argb()[i] = grey << 16 | grey << 8 | grey;
      }
      read[0]++;
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  void flicker_is_what_static_parts_do() {
    assertThat(Flicker.of(new Boiling(0, new int[1])).levels()).isZero();
    var boiling = Flicker.of(new Boiling(2, new int[1]));
    assertThat(boiling.levels()).isCloseTo(4, within(1e-9)); // up 2 and down 2
    assertThat(boiling.still()).isEqualTo(.5);
  }
}
