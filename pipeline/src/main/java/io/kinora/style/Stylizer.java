package io.kinora.style;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.clip.MotionSearch;
import io.kinora.clip.Pictures;
import io.kinora.error.BadRequest;
import io.kinora.error.WeightsRefused;
import io.kinora.torch.Net;
import io.kinora.torch.vision.Vgg;
import io.kinora.torch.weights.SafeTensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The entry point of the style stage: paints a clip in a style.
public final class Stylizer {
  private static final String FILE = "models/style/style.safetensors",
      DECODER = "models/style/decoder.safetensors";

  private Stylizer() {}

  /// The clip in a style; the clip itself if the style changes nothing. Closing it closes `source`,
  /// which is closed at once on an error.
  ///
  /// @param style null for none
  /// @param motion opens a motion search for temporal stabilisation, which is closed with the clip
  /// @param notes receives what was done to pictures, a line each
  /// @throws BadRequest if a picture is unsuitable
  public static Clip apply(
      Clip source,
      @Nullable StyleChoice style,
      Supplier<? extends MotionSearch> motion,
      Consumer<String> notes) {
    if (style == null || style.changesNothing()) {
      return source;
    }
    List<Net> nets = new ArrayList<>();
    try {
      byte[] mask = mask(style.mask(), source.size(), notes);
      FrameStylizer from =
          style.vgg() == null
              ? brush(style.name(), nets, notes)
              : optimised(style.name(), style.vgg(), nets, notes);
      FrameStylizer to = style.to() == null ? null : brush(style.to(), nets, notes);
      return new StyledClip(
          source,
          from,
          to,
          style.to() != null,
          style.strength(),
          mask,
          style.vgg() == null ? motion.get() : null,
          () -> nets.forEach(Net::close));
    } catch (Throwable e) {
      nets.forEach(Net::close);
      source.close();
      throw e;
    }
  }

  /// Rejects a style that cannot be painted, before any work is done.
  ///
  /// @param still whether all frames are the same picture
  /// @throws BadRequest if a picture is missing or unsuitable, or several frames would have to be
  ///     painted by optimisation
  /// @throws WeightsRefused if published weights are unsuitable
  public static void check(@Nullable StyleChoice style, boolean still) {
    if (style == null || style.changesNothing()) {
      return;
    }
    if (style.vgg() != null) {
      if (!still) {
        throw new BadRequest(
            "Only a picture can be painted by optimisation: each frame takes minutes.",
            "Leave the weights of VGG out for a video.",
            "style");
      }
      Vgg.open(style.vgg()).close();
    }
    for (String name :
        style.to() == null ? List.of(style.name()) : List.of(style.name(), style.to())) {
      if (!name.equals(Styles.NONE) && StyleChoice.bundled(name).isEmpty()) {
        StylePicture.read(Path.of(name), _ -> {});
      }
    }
    if (style.mask() != null) {
      Frame _ = Pictures.read(style.mask(), "style's mask", _ -> {});
    }
  }

  private static @Nullable FrameStylizer brush(
      String name, List<Net> nets, Consumer<String> notes) {
    if (name.equals(Styles.NONE)) {
      return null;
    }
    Optional<NamedStyle> bundled = StyleChoice.bundled(name);
    if (bundled.isEmpty()) {
      StylePicture picture = StylePicture.read(Path.of(name), notes);
      Vgg vgg = StyleFeatures.bundled();
      nets.add(vgg);
      FeatureDecoder decoder = loaded(new FeatureDecoder(), DECODER);
      nets.add(decoder);
      return new PictureStylizer(picture, vgg, decoder);
    }
    StyleNet net = bundled();
    nets.add(net);
    return new NamedStylizer(net, bundled.get());
  }

  private static FrameStylizer optimised(
      String name, Path weights, List<Net> nets, Consumer<String> notes) {
    Vgg vgg = Vgg.open(weights);
    nets.add(vgg);
    notes.accept("a picture is painted by optimisation, which takes minutes");
    return new OptimisedStylizer(StylePicture.read(Path.of(name), notes), vgg);
  }

  /// The clip in a bundled style, painted by a net that stays open.
  ///
  /// @param motion a motion search, which is closed with the clip; null paints each frame
  ///     independently
  public static Clip apply(
      Clip source, StyleNet net, NamedStyle style, double strength, @Nullable MotionSearch motion) {
    var brush = new NamedStylizer(net, style);
    return new StyledClip(source, brush, null, false, strength, new byte[0], motion, () -> {});
  }

  /// The bundled style net; the caller closes it.
  public static StyleNet bundled() {
    return loaded(new StyleNet(), FILE);
  }

  private static <N extends Net> N loaded(N net, String file) {
    return loaded(net, StyleFeatures.bundled(file));
  }

  /// The style net from a file that training has written; the caller closes it.
  public static StyleNet open(Path file) {
    return loaded(new StyleNet(), SafeTensors.open(file));
  }

  private static <N extends Net> N loaded(N net, SafeTensors from) {
    try (SafeTensors weights = from) {
      weights.load(net, "");
      net.channelsLast();
      return net;
    } catch (RuntimeException e) {
      net.close();
      throw e;
    }
  }

  /// The strength of the style at each pixel, from 0 to 255: luminance times alpha of the mask,
  /// which is stretched to the frame.
  private static byte[] mask(@Nullable Path file, FrameSize size, Consumer<String> notes) {
    if (file == null) {
      return new byte[0];
    }
    Frame picture = Pictures.read(file, "style's mask", notes);
    byte[] mask = new byte[size.width() * size.height()];
    double across = (double) picture.width() / size.width();
    double down = (double) picture.height() / size.height();
    boolean any = false;
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        double share = light(picture, (x + .5) * across - .5, (y + .5) * down - .5);
        mask[y * size.width() + x] = (byte) Math.round(share);
        any |= share >= .5;
      }
    }
    if (!any) {
      throw new BadRequest(
          "The style's mask \"" + file + "\" is black, so the style would be painted nowhere.",
          "Make it white where the style is wanted.",
          "style");
    }
    return mask;
  }

  private static double light(Frame picture, double x, double y) {
    int left = (int) Math.floor(x), top = (int) Math.floor(y);
    double across = x - left, down = y - top;
    double upper =
        light(picture, left, top) * (1 - across) + light(picture, left + 1, top) * across;
    double lower =
        light(picture, left, top + 1) * (1 - across) + light(picture, left + 1, top + 1) * across;
    return upper * (1 - down) + lower * down;
  }

  private static double light(Frame picture, int x, int y) {
    int column = Math.clamp(x, 0, picture.width() - 1),
        row = Math.clamp(y, 0, picture.height() - 1);
    int pixel = picture.argb()[row * picture.width() + column];
    double luma = .299 * (pixel >> 16 & 255) + .587 * (pixel >> 8 & 255) + .114 * (pixel & 255);
    return luma * (pixel >>> 24) / 255;
  }
}
