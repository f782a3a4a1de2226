package io.kinora.style;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Pictures;
import io.kinora.error.BadRequest;
import io.kinora.error.WeightsRefused;
import io.kinora.torch.Net;
import io.kinora.torch.weights.SafeTensors;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The front door of the stage: a clip and a style → the clip painted in it.
public final class Stylizer {
  private static final String FILE = "models/style/style.safetensors";

  private Stylizer() {}

  /// The clip in a style; the clip itself where the style changes nothing. Closing it closes
  /// `source`, which is closed at once if the style cannot be painted.
  ///
  /// @param style null is none
  /// @param notes hears what was done to pictures, a line each
  /// @throws BadRequest if a picture is not fit
  public static Clip apply(Clip source, @Nullable StyleChoice style, Consumer<String> notes) {
    if (style == null || style.changesNothing()) {
      return source;
    }
    List<Net> nets = new ArrayList<>();
    try {
      byte[] mask = mask(style.mask(), source.size(), notes);
      FrameStylizer from = brush(style.name(), nets, notes);
      FrameStylizer to = style.to() == null ? null : brush(style.to(), nets, notes);
      return new StyledClip(
          source,
          from,
          to,
          style.to() != null,
          style.strength(),
          mask,
          () -> nets.forEach(Net::close));
    } catch (Throwable e) {
      nets.forEach(Net::close);
      source.close();
      throw e;
    }
  }

  /// Refuses what cannot be painted, before any work is done.
  ///
  /// @throws BadRequest if a picture is missing or not fit
  public static void check(@Nullable StyleChoice style) {
    if (style == null || style.changesNothing()) {
      return;
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
      return new PictureStylizer(StylePicture.read(Path.of(name), notes));
    }
    StyleNet net = bundled();
    nets.add(net);
    return new NamedStylizer(net, bundled.get());
  }

  /// The clip in a bundled style, painted by a net that stays open.
  public static Clip apply(Clip source, StyleNet net, NamedStyle style, double strength) {
    return new StyledClip(
        source, new NamedStylizer(net, style), null, false, strength, new byte[0], () -> {});
  }

  /// The bundled net of the styles; the caller closes it.
  public static StyleNet bundled() {
    InputStream stream = Stylizer.class.getResourceAsStream("/io/kinora/" + FILE);
    if (stream == null) {
      throw new WeightsRefused(
          "This build of Kinora has no weights of styles in it.",
          "Build it from a complete checkout.",
          "weights");
    }
    return loaded(SafeTensors.read(FILE, stream));
  }

  /// The net of the styles from a file that training has written; the caller closes it.
  public static StyleNet open(Path file) {
    return loaded(SafeTensors.open(file));
  }

  private static StyleNet loaded(SafeTensors from) {
    var net = new StyleNet();
    try (SafeTensors weights = from) {
      weights.load(net, "");
      net.channelsLast();
      return net;
    } catch (RuntimeException e) {
      net.close();
      throw e;
    }
  }

  /// How much of the style each pixel gets, from 0 to 255: how light the mask is there, and how
  /// opaque; it is stretched to the frame.
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
