package io.kinora.training.world.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.training.world.DioramaWords;
import io.kinora.training.world.drawing.Pen;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SubjectsTest {
  private static final int HEIGHT = 64;

  /// u[0] … u[5] shape an individual; the others only jitter its colour.
  private static final int SHAPING = 6;

  static List<Subject> subjects() {
    return Subjects.all();
  }

  @Test
  void has_forty_one_subjects_with_distinct_names() {
    assertThat(Subjects.all()).hasSize(41).extracting(Subject::name).doesNotHaveDuplicates();
    assertThat(Subjects.all()).allSatisfy(s -> assertThat(s.naturalColours()).isNotEmpty());
    assertThat(Subjects.all()).allSatisfy(s -> assertThat(s.size()).isBetween(.25, .5));
  }

  @Test
  void the_first_twenty_keep_their_places_and_so_their_held_out_colours() {
    assertThat(DioramaWords.subjects().subList(0, 20))
        .containsExactly(
            "bird",
            "butterfly",
            "fish",
            "duck",
            "whale",
            "cat",
            "dog",
            "horse",
            "rabbit",
            "turtle",
            "balloon",
            "plane",
            "rocket",
            "helicopter",
            "ufo",
            "sailboat",
            "car",
            "train",
            "flower",
            "robot");
  }

  @Test
  void no_two_subjects_look_alike() {
    var pictures = new ArrayList<BufferedImage>();
    for (Subject subject : Subjects.all()) {
      pictures.add(picture(subject, Colour.GREEN.base(), typical(), .1));
    }
    for (int i = 0; i < pictures.size(); i++) {
      for (int j = 0; j < i; j++) {
        BufferedImage a = pictures.get(i);
        BufferedImage b = pictures.get(j);
        double area = Math.max(coverage(a), coverage(b));
        assertThat(difference(a, b) / area).as("%d and %d", i, j).isGreaterThan(.18);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void repeats_after_one_cycle(Subject subject) {
    float[] u = SubjectSheet.individual(new Random(1));
    for (double phase : new double[] {0, .37}) {
      var now = picture(subject, Color.RED, u, phase);
      var later = picture(subject, Color.RED, u, phase + 1);
      assertThat(difference(now, later)).isLessThan(1e-4);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void moves_smoothly_and_visibly(Subject subject) {
    float[] u = SubjectSheet.individual(new Random(2));
    var before = picture(subject, Color.BLUE, u, 0);
    var first = before;
    double range = 0;
    int steps = 64;
    for (int step = 1; step <= steps; step++) {
      var after = picture(subject, Color.BLUE, u, step / (double) steps);
      assertThat(difference(before, after)).as("step %d", step).isLessThan(.024);
      range = Math.max(range, difference(first, after));
      before = after;
    }
    assertThat(range).isGreaterThan(.004);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void varies_continuously_and_visibly_with_each_latent(Subject subject) {
    int steps = 24;
    for (int i = 0; i < SHAPING; i++) {
      float[] u = typical();
      u[i] = 0;
      var first = picture(subject, Colour.GREEN.base(), u, .2);
      var before = first;
      for (int step = 1; step <= steps; step++) {
        u[i] = step / (float) steps;
        var after = picture(subject, Colour.GREEN.base(), u, .2);
        assertThat(difference(before, after)).as("u[%d] = %f", i, u[i]).isLessThan(.012);
        before = after;
      }
      assertThat(difference(first, before)).as("u[%d]", i).isBetween(.0008, .12);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void stays_within_its_box(Subject subject) {
    var random = new Random(3);
    for (int individual = 0; individual < 24; individual++) {
      float[] u = new float[8];
      for (int i = 0; i < u.length; i++) {
        u[i] = random.nextInt(2) * .999f;
      }
      var picture = picture(subject, Color.RED, u, individual / 10.0);
      for (int i = 0; i < HEIGHT; i++) {
        assertThat(alpha(picture, i, 0)).as("above").isZero();
        assertThat(alpha(picture, i, HEIGHT - 1)).as("below").isZero();
        assertThat(alpha(picture, 0, i)).as("left").isZero();
        assertThat(alpha(picture, HEIGHT - 1, i)).as("right").isZero();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void fills_its_box(Subject subject) {
    var picture = picture(subject, Color.RED, typical(), 0);
    int[] columns = {HEIGHT, 0};
    int[] rows = {HEIGHT, 0};
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < HEIGHT; x++) {
        if (alpha(picture, x, y) > 128) {
          columns = new int[] {Math.min(columns[0], x), Math.max(columns[1], x)};
          rows = new int[] {Math.min(rows[0], y), Math.max(rows[1], y)};
        }
      }
    }
    int extent = Math.max(columns[1] - columns[0], rows[1] - rows[0]) + 1;
    assertThat(extent / (double) HEIGHT).isBetween(.8, .99);
    if (subject.habitat() == Habitat.GROUND) {
      double lowest = (2.0 * (rows[1] + 1) / HEIGHT - 1) / .94;
      assertThat(lowest).isBetween(.85, .97);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void shows_its_colour(Subject subject) {
    var random = new Random(5);
    for (Colour colour : Colour.values()) {
      float[] u = SubjectSheet.individual(random);
      var picture = picture(subject, colour.jittered(u), u, random.nextDouble());
      assertThat(commonest(picture)).as(colour.label()).isEqualTo(colour);
    }
  }

  @ParameterizedTest
  @EnumSource(Colour.class)
  void jitter_never_leaves_a_colour(Colour colour) {
    var random = new Random(6);
    var seen = new HashSet<Color>();
    for (int individual = 0; individual < 200; individual++) {
      Color jittered = colour.jittered(SubjectSheet.individual(random));
      assertThat(nearest(jittered.getRed(), jittered.getGreen(), jittered.getBlue()))
          .isEqualTo(colour);
      seen.add(jittered);
    }
    assertThat(seen).hasSizeGreaterThan(10);
  }

  @Test
  void sheets_hold_a_picture_in_every_cell() {
    var sheet = SubjectSheet.sheet(Subjects.all(), List.of(Colour.RED, Colour.WHITE), 2, 24);
    assertThat(sheet.getWidth()).isEqualTo(4 * 24);
    assertThat(sheet.getHeight()).isEqualTo(Subjects.all().size() * 24);
    var cycle = SubjectSheet.cycle(Subjects.all(), 8, 24);
    int background = sheet.getRGB(0, 0);
    for (int row = 0; row < Subjects.all().size(); row++) {
      for (int column = 0; column < 8; column++) {
        int[] cell = cycle.getRGB(column * 24, row * 24, 24, 24, null, 0, 24);
        assertThat(Arrays.stream(cell).filter(pixel -> pixel != background).count())
            .isGreaterThan(60);
      }
    }
  }

  private static BufferedImage picture(Subject subject, Color colour, float[] u, double phase) {
    return Pen.picture(subject.thing(), colour, u, phase, HEIGHT);
  }

  private static float[] typical() {
    float[] u = new float[8];
    Arrays.fill(u, .5f);
    return u;
  }

  private static int alpha(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) >>> 24;
  }

  /// The mean opacity of a picture, 0 … 1: a slim thing can differ in few pixels only.
  private static double coverage(BufferedImage picture) {
    double sum = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < HEIGHT; x++) {
        sum += alpha(picture, x, y);
      }
    }
    return sum / HEIGHT / HEIGHT / 255;
  }

  /// Mean absolute difference of all premultiplied channels, 0 … 1.
  private static double difference(BufferedImage a, BufferedImage b) {
    int[] p = a.getRaster().getPixels(0, 0, HEIGHT, HEIGHT, (int[]) null);
    int[] q = b.getRaster().getPixels(0, 0, HEIGHT, HEIGHT, (int[]) null);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += Math.abs(p[i] - q[i]);
    }
    return sum / p.length / 255;
  }

  /// The colour that most opaque pixels are nearest to.
  private static Colour commonest(BufferedImage picture) {
    var votes = new EnumMap<Colour, Integer>(Colour.class);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < HEIGHT; x++) {
        int argb = picture.getRGB(x, y);
        if (argb >>> 24 > 250) {
          votes.merge(nearest(argb >> 16 & 255, argb >> 8 & 255, argb & 255), 1, Integer::sum);
        }
      }
    }
    return Collections.max(votes.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  private static Colour nearest(int red, int green, int blue) {
    Colour best = Colour.RED;
    double least = Double.MAX_VALUE;
    for (Colour colour : Colour.values()) {
      Color base = colour.base();
      double r = red - base.getRed();
      double g = green - base.getGreen();
      double b = blue - base.getBlue();
      double distance = r * r + g * g + b * b;
      if (distance < least) {
        least = distance;
        best = colour;
      }
    }
    return best;
  }
}
