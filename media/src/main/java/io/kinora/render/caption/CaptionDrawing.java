package io.kinora.render.caption;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.render.caption.Captions.Cue;
import io.kinora.render.caption.Captions.Point;
import io.kinora.render.caption.Captions.Run;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;

/// One subtitle, drawn once and composited on many frames.
final class CaptionDrawing {
  /// The slant of italic letters and the extra stroke of bold ones, in ems, because the font has
  /// only one style.
  private static final double LEAN = 0.2, BOLD = 0.035;

  /// The smallest legible em, in pixels.
  private static final double SMALLEST = 10;

  private final FrameSize size;
  private final Typeface face;
  private final double tall;
  private final BufferedImage picture; // premultiplied, of the rows with text
  private final int top;

  /// A run at its position.
  ///
  /// @param ground the area of the box behind it
  private record Piece(Shape letters, Rectangle2D ground, TextStyle style, double em) {}

  /// @param taken the pixels at that edge that other subtitles occupy
  CaptionDrawing(FrameSize size, Typeface face, Cue cue, double taken) {
    this.size = size;
    this.face = face;
    TextStyle style = cue.runs().getFirst().style();
    double room = (1 - style.margins().left() - style.margins().right()) * size.width();
    // text with an explicit position is broken only where it would leave the picture
    double longest = cue.manner().at() == null ? Math.max(room, size.width() / 10.0) : size.width();
    var lines = CaptionLayout.lines(cue.runs(), face, longest / size.height() / enlarged(style));
    tall = lines.stream().mapToDouble(this::tall).sum();
    List<Piece> pieces = pieces(lines, cue, style, taken);
    int first = size.height();
    int last = 0;
    for (Piece piece : pieces) {
      double beyond = reach(piece) + size.height() * piece.style().shadow() + 2;
      Rectangle2D all = piece.letters().getBounds2D().createUnion(piece.ground());
      first = Math.min(first, (int) Math.floor(all.getMinY() - beyond));
      last = Math.max(last, (int) Math.ceil(all.getMaxY() + beyond));
    }
    top = Math.clamp(first, 0, size.height() - 1);
    int rows = Math.max(1, Math.min(last, size.height()) - top);
    picture = new BufferedImage(size.width(), rows, BufferedImage.TYPE_INT_ARGB_PRE);
    draw(pieces);
  }

  /// The pixels at the same edge that are occupied including this subtitle.
  double takenWith(TextStyle style, int row, double taken) {
    double margin = row == 1 ? 0 : style.margins().vertical() * size.height();
    return Math.max(taken, margin) + tall;
  }

  /// An em in pixels.
  private double em(TextStyle style) {
    return Math.max(SMALLEST, style.size() * size.height());
  }

  private double enlarged(TextStyle style) {
    return em(style) / (style.size() * size.height());
  }

  private double tall(List<Run> line) {
    double em = line.stream().mapToDouble(run -> em(run.style())).max().orElse(SMALLEST);
    return em * Typeface.LINE;
  }

  private double reach(Piece piece) {
    double outline = piece.style().outline() * size.height();
    return outline == 0 ? 0 : Math.max(1, outline);
  }

  private List<Piece> pieces(List<List<Run>> lines, Cue cue, TextStyle style, double taken) {
    int place = cue.manner().place();
    int column = (place - 1) % 3; // left, middle, right
    int row = (place - 1) / 3; // bottom, middle, top
    Point at = cue.manner().at();
    double left = style.margins().left() * size.width();
    double right = (1 - style.margins().right()) * size.width();
    double anchorX = at == null ? left + (right - left) * column / 2 : at.x() * size.width();
    double y =
        at == null ? start(row, style, taken) : at.y() * size.height() - tall * (2 - row) / 2;
    var pieces = new ArrayList<Piece>();
    for (List<Run> line : lines) {
      double height = tall(line);
      double baseline = y + height - Typeface.DESCENT * height / Typeface.LINE;
      y += height;
      var set = CaptionLine.of(line, face, this::em);
      double x = anchorX - set.wide() * column / 2;
      for (CaptionLine.Piece piece : set.pieces()) {
        var ground = new Rectangle2D.Double(x, y - height, piece.wide(), height);
        TextStyle look = piece.style();
        pieces.add(new Piece(set(piece.letters(), x, baseline, look), ground, look, em(look)));
        x += piece.wide();
      }
    }
    return pieces;
  }

  /// The top of the first line.
  private double start(int row, TextStyle style, double taken) {
    double margin = Math.max(taken, style.margins().vertical() * size.height());
    return switch (row) {
      case 0 -> size.height() - margin - tall;
      case 1 -> (size.height() - tall) / 2 + taken;
      default -> margin;
    };
  }

  private static Shape set(GlyphVector letters, double x, double baseline, TextStyle style) {
    var place = AffineTransform.getTranslateInstance(x, baseline);
    if (style.italic()) {
      place.shear(-LEAN, 0);
    }
    return place.createTransformedShape(letters.getOutline());
  }

  /// Draws all shadows, then all outlines, then all letters, so that none covers its neighbour's
  /// letters.
  private void draw(List<Piece> pieces) {
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.translate(0, -top);
    for (Piece piece : pieces) {
      double offset = piece.style().shadow() * size.height();
      if (offset > 0) {
        pen.translate(offset, offset);
        around(pen, piece, piece.style().back());
        pen.translate(-offset, -offset);
      }
    }
    for (Piece piece : pieces) {
      around(pen, piece, piece.style().edge());
    }
    for (Piece piece : pieces) {
      fill(pen, piece, piece.style().primary(), thicker(piece));
    }
    pen.dispose();
  }

  private static double thicker(Piece piece) {
    return piece.style().bold() ? BOLD * piece.em() : 0;
  }

  private void around(Graphics2D pen, Piece piece, int colour) {
    double reach = reach(piece);
    if (piece.style().boxed()) {
      Rectangle2D box = piece.ground();
      pen.setColor(new Color(colour, true));
      pen.fill(
          new Rectangle2D.Double(
              box.getX() - reach,
              box.getY() - reach,
              box.getWidth() + 2 * reach,
              box.getHeight() + 2 * reach));
    } else if (reach > 0) {
      fill(pen, piece, colour, 2 * reach + thicker(piece));
    }
  }

  /// Fills the letters in one colour with a line along their edges, whose overlap must not be
  /// visible.
  private void fill(Graphics2D pen, Piece piece, int colour, double line) {
    var opaque = new Color(colour | 0xff000000, true);
    if (colour >>> 24 == 255) {
      trace(pen, piece, opaque, line);
      return;
    }
    var apart =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D under = apart.createGraphics();
    under.setRenderingHints(pen.getRenderingHints());
    under.setTransform(pen.getTransform());
    trace(under, piece, opaque, line);
    under.dispose();
    var place = pen.getTransform();
    pen.setTransform(new AffineTransform());
    pen.setComposite(AlphaComposite.SrcOver.derive((colour >>> 24) / 255f));
    pen.drawImage(apart, 0, 0, null);
    pen.setComposite(AlphaComposite.SrcOver);
    pen.setTransform(place);
  }

  private static void trace(Graphics2D pen, Piece piece, Color colour, double line) {
    pen.setColor(colour);
    pen.fill(piece.letters());
    if (line > 0) {
      pen.setStroke(new BasicStroke((float) line, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      pen.draw(piece.letters());
    }
  }

  /// Composites the subtitle over a frame.
  ///
  /// @param opacity from 0 to 1
  void lay(Frame frame, double opacity) {
    int[] words = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
    int[] argb = frame.argb();
    int share = (int) Math.round(256 * opacity);
    int from = top * size.width();
    for (int i = 0; i < words.length; i++) {
      if (words[i] != 0) {
        argb[from + i] = over(words[i], share, argb[from + i]);
      }
    }
  }

  /// @param above premultiplied, with an additional opacity of `share` / 256
  private static int over(int above, int share, int below) {
    int alpha = ((above >>> 24) * share) >> 8;
    int belowAlpha = below >>> 24;
    int rest = belowAlpha * (255 - alpha); // of 255 · 255
    int whole = 255 * alpha + rest;
    if (whole == 0) {
      return below;
    }
    int result = ((whole + 127) / 255) << 24;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int colour = ((above >> shift & 255) * share) >> 8; // premultiplied already
      int mixed = (255 * 255 * colour + rest * (below >> shift & 255)) / whole;
      result |= Math.min(255, mixed) << shift;
    }
    return result;
  }
}
