package io.kinora.server.http.studio;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.MadeClip;
import io.kinora.render.Catalogue;
import io.kinora.render.Look;
import io.kinora.render.operation.Kind;
import io.kinora.style.NamedStyle;
import io.kinora.style.StyleNet;
import io.kinora.style.Stylizer;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Function;

/// Applies all looks or all styles to one picture, so that a user can choose by eye.
final class Tries {
  private static final FrameRate RATE = new FrameRate(1, 1);

  private Tries() {}

  /// The names of all looks, in the order of their pictures.
  static List<String> looks() {
    return Catalogue.of(Kind.FILTER).stream().map(entry -> entry.name()).toList();
  }

  /// The picture in all looks, one below the other.
  static BufferedImage looks(Frame picture) {
    return sheet(
        picture, looks(), name -> Look.parse(List.of("filter " + name)).apply(still(picture)));
  }

  /// The picture in all styles, one below the other.
  static BufferedImage styles(Frame picture) {
    try (StyleNet net = Stylizer.bundled()) {
      return sheet(
          picture,
          List.of(NamedStyle.values()),
          style -> Stylizer.apply(still(picture), net, style, 1, null));
    }
  }

  private static <T> BufferedImage sheet(Frame picture, List<T> all, Function<T, Clip> apply) {
    int width = picture.width(), height = picture.height();
    var sheet = new BufferedImage(width, height * all.size(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = sheet.createGraphics();
    int done = 0;
    for (T one : all) {
      try (Clip clip = apply.apply(one)) {
        var frame = new Frame(clip.size());
        boolean _ = clip.read(frame);
        pen.drawImage(frame.image(), 0, height * done++, width, height, null);
      }
    }
    pen.dispose();
    return sheet;
  }

  private static Clip still(Frame picture) {
    return new MadeClip(picture.size(), RATE, 1) {
      private boolean read;

      @Override
      public boolean read(Frame into) {
        if (read) {
          return false;
        }
        System.arraycopy(picture.argb(), 0, into.argb(), 0, picture.argb().length);
        read = true;
        return true;
      }
    };
  }
}
