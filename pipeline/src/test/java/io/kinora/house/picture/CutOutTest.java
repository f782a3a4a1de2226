package io.kinora.house.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.house.net.Codec;
import io.kinora.house.net.PictureCodes;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Things that the codec paints, laid on grounds of several kinds, and found again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CutOutTest {
  private static final FrameSize SIZE = new FrameSize(320, 240);
  private static final int SIDE = 180, LEFT = 70, TOP = 30;
  private static final List<String> NOUNS =
      List.of(
          "dog",
          "fire-engine",
          "banana",
          "castle",
          "owl",
          "guitar",
          "mug",
          "octopus",
          "tent",
          "robot");

  private final Codec codec = Codec.bundled();
  private final PictureCodes codes = PictureCodes.bundled();

  @AfterAll
  void close() {
    codec.close();
    codes.close();
  }

  /// What lies behind a thing.
  enum Ground {
    EVEN(.96),
    GRADIENT(.93),
    TEXTURE(.85),
    NOISE(.85);

    private final double least;

    Ground(double least) {
      this.least = least;
    }

    int argb(int x, int y, Random random) {
      int[] rgb =
          switch (this) {
            case EVEN -> new int[] {236, 238, 240};
            case GRADIENT -> new int[] {90 + y / 3, 140 + y / 4, 230 - x / 4};
            case TEXTURE -> {
              int wave = (int) (18 * Math.sin(x * .35) * Math.cos(y * .27));
              yield new int[] {150 + wave, 175 + wave, 120 + wave};
            }
            case NOISE -> {
              int grain = random.nextInt(50) - 25;
              yield new int[] {110 + y / 4 + grain, 120 + grain, 140 + grain};
            }
          };
      return 0xff000000 | rgb[0] << 16 | rgb[1] << 8 | rgb[2];
    }
  }

  private float[] painted(String noun) {
    return TensorScope.infer(
        () -> {
          for (int i = 0; i < codes.pictures().size(); i++) {
            if (codes.pictures().get(i).noun().equals(noun)) {
              var code = codes.code(i);
              var rgba = codec.generator().forward(code.code(), code.vector());
              float[] small = Tensors.floats(rgba.permute(0, 2, 3, 1).contiguous());
              return PictureLook.scaled(small, 128, SIDE);
            }
          }
          throw new AssertionError("no code of " + noun);
        });
  }

  private static Frame composed(float[] thing, Ground ground) {
    var random = new Random(7);
    var frame = new Frame(SIZE);
    for (int i = 0; i < frame.argb().length; i++) {
      int x = i % SIZE.width();
      int y = i / SIZE.width();
      int below = ground.argb(x, y, random);
      int u = x - LEFT;
      int v = y - TOP;
      if (u < 0 || v < 0 || u >= SIDE || v >= SIDE) {
        frame.argb()[i] = below;
        continue;
      }
      frame.argb()[i] = over(thing, 4 * (v * SIDE + u), below);
    }
    return frame;
  }

  /// A pixel of a thing over a pixel of the ground.
  private static int over(float[] thing, int at, int below) {
    int argb = 0xff000000;
    for (int c = 0; c < 3; c++) {
      float level = 255 * thing[at + c] + (1 - thing[at + 3]) * ((below >> (16 - 8 * c)) & 255);
      argb |= Math.clamp(Math.round(level), 0, 255) << (16 - 8 * c);
    }
    return argb;
  }

  /// Intersection over union of what was found and what is there.
  private static double iou(Frame cut, float[] thing) {
    int both = 0;
    int either = 0;
    for (int i = 0; i < cut.argb().length; i++) {
      int u = i % SIZE.width() - LEFT;
      int v = i / SIZE.width() - TOP;
      boolean inside = u >= 0 && v >= 0 && u < SIDE && v < SIDE;
      boolean there = inside && thing[4 * (v * SIDE + u) + 3] > .5;
      boolean found = cut.argb()[i] >>> 24 > 127;
      both += there && found ? 1 : 0;
      either += there || found ? 1 : 0;
    }
    return both / (double) either;
  }

  @ParameterizedTest
  @EnumSource
  void things_are_found_before(Ground ground) {
    double sum = 0;
    for (String noun : NOUNS) {
      float[] thing = painted(noun);
      sum += iou(CutOut.of(composed(thing, ground), _ -> {}), thing);
    }
    assertThat(sum / NOUNS.size()).as("mean intersection over union").isGreaterThan(ground.least);
  }

  @Test
  void a_shadow_on_an_even_ground_is_left_behind() {
    double sum = 0;
    for (String noun : NOUNS) {
      float[] thing = painted(noun);
      Frame frame = composed(thing, Ground.EVEN);
      for (int i = 0; i < SIDE * SIDE; i++) {
        int row = i / SIDE;
        int at = (TOP + row) * SIZE.width() + LEFT + i % SIDE;
        double light = 1 - .4 * (1 - thing[4 * i + 3]) * shadow(thing, i % SIDE - 18, row - 10);
        int argb = 0xff;
        for (int shift = 16; shift >= 0; shift -= 8) {
          argb = argb << 8 | (int) Math.round((frame.argb()[at] >> shift & 255) * light);
        }
        frame.argb()[at] = argb;
      }
      sum += iou(CutOut.of(frame, _ -> {}), thing);
    }
    assertThat(sum / NOUNS.size()).as("mean intersection over union").isGreaterThan(.9);
  }

  /// The mean coverage by the thing of the pixels around a pixel.
  private static double shadow(float[] thing, int x, int y) {
    double sum = 0;
    for (int v = Math.max(0, y - 5); v <= Math.min(SIDE - 1, y + 5); v++) {
      for (int u = Math.max(0, x - 5); u <= Math.min(SIDE - 1, x + 5); u++) {
        sum += thing[4 * (v * SIDE + u) + 3] / 121;
      }
    }
    return sum;
  }

  @Test
  void a_small_thing_in_a_wide_picture_is_found() {
    var size = new FrameSize(640, 360);
    int side = 90, left = 440, top = 200;
    double sum = 0;
    for (String noun : NOUNS) {
      float[] thing = PictureLook.scaled(painted(noun), SIDE, side);
      var random = new Random(7);
      var frame = new Frame(size);
      boolean[] there = new boolean[frame.argb().length];
      for (int i = 0; i < there.length; i++) {
        int u = i % 640 - left;
        int v = i / 640 - top;
        int argb = Ground.TEXTURE.argb(i % 640, i / 640, random);
        if (u >= 0 && v >= 0 && u < side && v < side) {
          argb = over(thing, 4 * (v * side + u), argb);
          there[i] = thing[4 * (v * side + u) + 3] > .5;
        }
        frame.argb()[i] = argb;
      }
      Frame cut = CutOut.of(frame, _ -> {});
      int both = 0, either = 0;
      for (int i = 0; i < there.length; i++) {
        boolean found = cut.argb()[i] >>> 24 > 127;
        both += there[i] && found ? 1 : 0;
        either += there[i] || found ? 1 : 0;
      }
      sum += both / (double) either;
    }
    assertThat(sum / NOUNS.size()).as("mean intersection over union").isGreaterThan(.8);
  }

  @Test
  void transparency_is_taken_as_it_is() {
    var frame = new Frame(SIZE);
    for (int i = 0; i < 2000; i++) {
      frame.argb()[i] = 0xff00ff00;
    }
    assertThat(CutOut.of(frame, _ -> {}).argb()).isEqualTo(frame.argb());
  }

  @Test
  void where_nothing_stands_out_the_whole_picture_is_taken_and_it_is_said() {
    var frame = new Frame(SIZE);
    java.util.Arrays.fill(frame.argb(), 0xff8090a0);
    var notes = new ArrayList<String>();
    assertThat(CutOut.of(frame, notes::add).argb()).isEqualTo(frame.argb());
    assertThat(notes).singleElement().asString().contains("no distinct thing found");
  }

  @Test
  void a_look_keeps_the_picture_s_detail_and_its_code_paints_it() {
    float[] thing = painted("owl");
    var frame = new Frame(new FrameSize(SIDE, SIDE));
    for (int i = 0; i < SIDE * SIDE; i++) {
      float alpha = thing[4 * i + 3];
      int argb = Math.round(alpha * 255) << 24;
      for (int c = 0; c < 3 && alpha > 0; c++) {
        argb |= Math.clamp(Math.round(thing[4 * i + c] / alpha * 255), 0, 255) << (16 - 8 * c);
      }
      frame.argb()[i] = argb;
    }
    PictureLook fine = PictureLook.of(frame, codec, true);
    PictureLook coarse = PictureLook.of(frame, codec, false);
    assertThat(coarse.pixels(256)).isNull();
    float[] box = Objects.requireNonNull(fine.pixels(128));
    float[] again =
        TensorScope.infer(
            () -> {
              var code = coarse.code();
              var rgba = codec.generator().forward(code.code(), code.vector());
              return Tensors.floats(rgba.permute(0, 2, 3, 1).contiguous());
            });
    double error = 0;
    for (int i = 0; i < again.length; i++) {
      error += Math.pow(again[i] - box[i], 2) / again.length;
    }
    assertThat(-10 * Math.log10(error)).as("dB by the encoder alone").isGreaterThan(26);
    assertThat(PictureNames.nounOf(fine)).isEqualTo("owl");
  }

  /// The layer that is drawn with the picture's detail, sampled where the picture's pixels are.
  @Test
  void the_layer_with_the_picture_s_detail_equals_the_cut_out() {
    int size = 256;
    var cut = new Frame(new FrameSize(size, size));
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        boolean inside = Math.hypot(x - 127.5, y - 127.5) < 129; // touches all edges
        int stripes = (int) (128 + 90 * Math.sin(x / 2.) * Math.cos(y / 3.)); // 12 and 19 pixels
        int argb = 0xff000000 | stripes << 16 | (255 - stripes) << 8 | (x / 4 * 4);
        cut.argb()[y * size + x] = inside ? argb : 0;
      }
    }
    double fine = decibels(PictureLook.of(cut, codec, true), cut);
    assertThat(fine).isGreaterThan(32);
  }

  private static double decibels(PictureLook look, Frame cut) {
    int side = 512;
    float[] box = Objects.requireNonNull(look.pixels(side));
    double scale = .9 * side / cut.width();
    double error = 0;
    for (int y = 0; y < cut.height(); y++) {
      for (int x = 0; x < cut.width(); x++) {
        double u = side / 2. + (x + .5 - cut.width() / 2.) * scale - .5;
        double v = .923 * side - (cut.height() - y - .5) * scale - .5;
        int argb = cut.argb()[y * cut.width() + x];
        double alpha = (argb >>> 24) / 255.;
        for (int c = 0; c < 4; c++) {
          double wanted = c == 3 ? alpha : alpha * (argb >> (16 - 8 * c) & 255) / 255;
          error += Math.pow(sampled(box, side, u, v, c) - wanted, 2);
        }
      }
    }
    return -10 * Math.log10(error / (4. * cut.argb().length));
  }

  private static double sampled(float[] box, int side, double u, double v, int channel) {
    int x = Math.clamp((int) u, 0, side - 2), y = Math.clamp((int) v, 0, side - 2);
    double value = 0;
    for (int k = 0; k < 4; k++) {
      double weight = ((k & 1) == 0 ? 1 - (u - x) : u - x) * (k < 2 ? 1 - (v - y) : v - y);
      value += weight * box[4 * ((y + (k >> 1)) * side + x + (k & 1)) + channel];
    }
    return value;
  }
}
