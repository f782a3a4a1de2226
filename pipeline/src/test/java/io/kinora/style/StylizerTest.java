package io.kinora.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.ListedClip;
import io.kinora.error.BadRequest;
import io.kinora.error.WeightsRefused;
import io.kinora.motion.flow.DenseFlow;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.vision.Gram;
import io.kinora.torch.vision.Vgg;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StylizerTest {
  private static final FrameSize SMALL = new FrameSize(150, 90);

  private final Path folder;

  StylizerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /// A slope of colours with a disc, which is `moved` to the right.
  private static Frame frame(FrameSize size, int moved) {
    var frame = new Frame(size);
    for (int i = 0; i < frame.argb().length; i++) {
      int x = i % size.width(), y = i / size.width();
      boolean disc = Math.hypot(x - size.width() / 3.0 - moved, y - size.height() / 2.0) < 25;
      int red = disc ? 220 : 255 * x / size.width();
      int green = disc ? 40 : 255 * y / size.height();
      frame.argb()[i] = 0xff000000 | red << 16 | green << 8 | 120;
    }
    return frame;
  }

  private static List<Frame> painted(List<Frame> frames, @Nullable StyleChoice choice) {
    var painted = new ArrayList<Frame>();
    try (Clip clip =
        Stylizer.apply(
            new ListedClip(frames, FrameRate.DEFAULT), choice, DenseFlow.Pair::new, _ -> {})) {
      clip.stream().forEach(painted::add);
    }
    return painted;
  }

  private static int[] one(Frame frame, StyleChoice choice) {
    return painted(List.of(frame), choice).getFirst().argb();
  }

  private static double apart(int[] a, int[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        sum += Math.abs((a[i] >> shift & 255) - (b[i] >> shift & 255));
      }
    }
    return sum / 3 / a.length;
  }

  @ParameterizedTest
  @EnumSource(NamedStyle.class)
  void every_style_changes_the_frame_and_stays_the_same(NamedStyle style) {
    int[] before = frame(SMALL, 0).argb();
    int[] once = one(frame(SMALL, 0), StyleChoice.of(style.label()));
    assertThat(apart(before, once)).isGreaterThan(3);
    assertThat(one(frame(SMALL, 0), StyleChoice.of(style.label()))).isEqualTo(once);
  }

  @Test
  void strength_0_and_no_style_leave_the_clip_as_it_is() {
    var clip = new ListedClip(List.of(frame(SMALL, 0)), FrameRate.DEFAULT);
    assertThat(
            Stylizer.apply(
                clip, new StyleChoice("oil", null, 0, null), DenseFlow.Pair::new, _ -> {}))
        .isSameAs(clip);
    assertThat(Stylizer.apply(clip, StyleChoice.NONE, DenseFlow.Pair::new, _ -> {})).isSameAs(clip);
    assertThat(Stylizer.apply(clip, null, DenseFlow.Pair::new, _ -> {})).isSameAs(clip);
  }

  @Test
  void the_distance_grows_with_the_strength() {
    int[] before = frame(SMALL, 0).argb();
    double last = 0;
    for (double strength : new double[] {.25, .5, .75, 1}) {
      double now =
          apart(before, one(frame(SMALL, 0), new StyleChoice("ink", null, strength, null)));
      assertThat(now).isGreaterThan(last);
      last = now;
    }
  }

  @Test
  void what_is_transparent_stays_so() {
    Frame frame = frame(SMALL, 0);
    frame.argb()[500] &= 0x40ffffff;
    assertThat(one(frame, StyleChoice.of("oil"))[500] >>> 24).isEqualTo(0x40);
  }

  private Path picture(String name, int width, int height, java.util.function.IntBinaryOperator rgb)
      throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, rgb.applyAsInt(x, y));
      }
    }
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void outside_of_the_mask_nothing_changes() throws IOException {
    Path mask = picture("mask.png", 300, 180, (x, _) -> x < 150 ? 0xff000000 : 0xffffffff);
    int[] before = frame(SMALL, 0).argb();
    int[] after = one(frame(SMALL, 0), new StyleChoice("neon", null, 1, mask));
    for (int i = 0; i < before.length; i++) {
      if (i % SMALL.width() < 74) {
        assertThat(after[i]).isEqualTo(before[i]);
      }
    }
    assertThat(apart(before, after)).isGreaterThan(10);
  }

  @Test
  void a_black_mask_is_refused() throws IOException {
    Path mask = picture("black.png", 30, 30, (_, _) -> 0xff000000);
    assertThatThrownBy(() -> one(frame(SMALL, 0), new StyleChoice("oil", null, 1, mask)))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("black");
  }

  @Test
  void one_style_becomes_another() {
    List<Frame> still = Collections.nCopies(5, frame(SMALL, 0));
    List<Frame> faded = painted(still, new StyleChoice("ink", "neon", 1, null));
    int[] ink = one(frame(SMALL, 0), StyleChoice.of("ink"));
    int[] neon = one(frame(SMALL, 0), StyleChoice.of("neon"));
    assertThat(faded.getFirst().argb()).isEqualTo(ink);
    assertThat(faded.getLast().argb()).isEqualTo(neon);
    assertThat(apart(faded.get(2).argb(), ink)).isGreaterThan(1);
    assertThat(apart(faded.get(2).argb(), neon)).isGreaterThan(1);
  }

  /// What stands still is the same in every frame.
  @Test
  void what_does_not_move_does_not_change() {
    FrameSize size = new FrameSize(256, 144);
    List<Frame> two = painted(List.of(frame(size, 0), frame(size, 6)), StyleChoice.of("oil"));
    double far = 0;
    int count = 0;
    for (int i = 0; i < size.width() * size.height(); i++) {
      if (i % size.width() > 200) {
        far += (two.get(0).argb()[i] & 255) - (two.get(1).argb()[i] & 255) == 0 ? 0 : 1;
        count++;
      }
    }
    assertThat(far / count).isLessThan(.02);
  }

  /// Frames of every size are painted whole: there are no tiles that could show.
  @ParameterizedTest
  @ValueSource(strings = {"oil", "pixel"})
  void a_large_frame_of_one_colour_has_no_seams(String style) {
    var size = new FrameSize(3840, 2160);
    var flat = new Frame(size);
    java.util.Arrays.fill(flat.argb(), 0xff5080a0);
    int[] painted = one(flat, StyleChoice.of(style));
    double[] columns = new double[size.width()];
    for (int i = 0; i < painted.length; i++) {
      columns[i % size.width()] += (painted[i] >> 8 & 255) / (double) size.height();
    }
    for (int x = 41; x < size.width() - 40; x++) { // the border is the frame's own
      assertThat(Math.abs(columns[x] - columns[x - 1])).isLessThan(6);
    }
  }

  /// A seam would be a column or a row in which more changes than in the others.
  @Test
  void a_large_frame_of_texture_has_no_seams() {
    var size = new FrameSize(3840, 2160);
    var textured = new Frame(size);
    for (int i = 0; i < textured.argb().length; i++) {
      double x = i % size.width(), y = Math.floor((double) i / size.width());
      double wave = Math.sin(x / 23) * Math.sin(y / 31) + Math.sin((2 * x - y) / 61);
      long grey = Math.round(128 + 50 * wave);
      textured.argb()[i] = (int) (0xff000060 | grey << 16 | (255 - grey) << 8);
    }
    int[] painted = one(textured, StyleChoice.of("watercolour"));
    double[] columns = new double[size.width()], rows = new double[size.height()];
    for (int i = size.width() + 1; i < painted.length; i++) {
      int now = painted[i] >> 8 & 255;
      columns[i % size.width()] += Math.abs(now - (painted[i - 1] >> 8 & 255));
      rows[i / size.width()] += Math.abs(now - (painted[i - size.width()] >> 8 & 255));
    }
    for (double[] steps : List.of(columns, rows)) {
      double[] inner = java.util.Arrays.copyOfRange(steps, 41, steps.length - 40);
      double mean = java.util.Arrays.stream(inner).average().orElseThrow();
      assertThat(java.util.Arrays.stream(inner).max().orElseThrow()).isLessThan(1.6 * mean);
    }
  }

  @Test
  void pictures_that_show_no_hand_are_refused() throws IOException {
    for (Path file :
        List.of(
            picture("dot.png", 1, 1, (_, _) -> 0xffff0000),
            picture("flat.png", 200, 200, (_, _) -> 0xff336699),
            picture("clear.png", 200, 200, (x, _) -> x << 16))) {
      assertThatThrownBy(() -> one(frame(SMALL, 0), StyleChoice.of(file.toString())))
          .as(file.toString())
          .isInstanceOf(BadRequest.class);
    }
  }

  @Test
  void a_picture_lends_its_colours() throws IOException {
    Path red = picture("red.png", 300, 200, (x, y) -> 0xff700000 | (x * 7 + y * 3 & 127) << 16);
    int[] painted = one(frame(SMALL, 0), StyleChoice.of(red.toString()));
    double warm = 0;
    for (int pixel : painted) {
      warm += (pixel >> 16 & 255) - (pixel & 255);
    }
    assertThat(warm / painted.length).isGreaterThan(40);
  }

  private Path vgg() {
    Seeds.initialisation(3, "tiny VGG-16");
    var net =
        new Vgg(
            new Vgg.Config(
                List.of(4, 4, 6, 6, 6),
                Vgg.Config.VGG16.depth(),
                Vgg.Config.VGG16.mean(),
                Vgg.Config.VGG16.deviation()));
    Path file = folder.resolve("vgg.safetensors");
    SafeTensorsWriter.write(file, new LinkedHashMap<>(net.named()), Map.of(), DType.F32);
    net.close();
    return file;
  }

  /// What is painted is nearer to the style in its Gram matrices than the frame is.
  @Test
  void a_picture_is_painted_by_optimisation_with_published_weights() throws IOException {
    Path hand =
        picture("hand.png", 96, 64, (x, y) -> (x / 4 + y / 4) % 2 == 0 ? 0xff204080 : 0xffe0c040);
    Path weights = vgg();
    FrameSize size = new FrameSize(96, 64);
    StyleChoice choice = StyleChoice.of(hand.toString()).vgg(weights);
    int[] before = frame(size, 0).argb();
    List<Frame> painted = painted(List.of(frame(size, 0), frame(size, 0)), choice);
    assertThat(painted.get(1).argb()).isEqualTo(painted.get(0).argb());
    try (Vgg net = Vgg.open(weights)) {
      float[] style = StylePicture.read(hand, _ -> {}).rgb();
      double was = manner(net, rgb(before), 96, 64, style);
      assertThat(manner(net, rgb(painted.getFirst().argb()), 96, 64, style)).isLessThan(.3 * was);
    }
  }

  private static float[] rgb(int[] argb) {
    float[] planes = new float[3 * argb.length];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = (argb[i % argb.length] >> (16 - 8 * (i / argb.length)) & 255) / 255f;
    }
    return planes;
  }

  private static double manner(Vgg net, float[] rgb, int w, int h, float[] style) {
    return TensorScope.infer(
        () -> {
          List<Tensor> a = net.forward(Tensors.of(rgb, 1, 3, h, w)).first();
          List<Tensor> b = net.forward(Tensors.of(style, 1, 3, 64, 96)).first();
          double sum = 0;
          for (int i = 0; i < a.size(); i++) {
            Tensor goal = Gram.of(b.get(i));
            sum +=
                Gram.of(a.get(i)).sub(goal).abs().mean().item_double()
                    / goal.abs().mean().item_double();
          }
          return sum;
        });
  }

  @Test
  void published_weights_paint_one_picture_in_the_hand_of_another() throws IOException {
    Path hand = picture("hand.png", 96, 64, (x, y) -> 0xff000000 | ((x * y) << 8));
    StyleChoice choice = StyleChoice.of(hand.toString()).vgg(vgg());
    Stylizer.check(choice, true);
    assertThatThrownBy(() -> Stylizer.check(choice, false))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("Only a picture");
    assertThatThrownBy(() -> StyleChoice.of("oil").vgg(hand))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("the style is oil");
    StyleChoice other = StyleChoice.of(hand.toString()).vgg(hand);
    assertThatThrownBy(() -> Stylizer.check(other, true)).isInstanceOf(WeightsRefused.class);
  }
}
