package io.kinora.training.world;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Two frames of the world in motion, and the motion itself: a ground and a few things in front of
/// it, each of which moves as a whole.
///
/// @param first the earlier frame, RGB
/// @param second the later one
/// @param flow for each pixel of the second frame, row by row, the vector to its position in the
///     first, in pixels to the right and downwards
/// @param seen 1 where the same thing is visible in both frames, else 0
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MovingPair(BufferedImage first, BufferedImage second, float[] flow, float[] seen) {
  private static final int OPAQUE = 250, CLEAR = 5, NOBODY = -1;

  private record Piece(BufferedImage look, AffineTransform before, AffineTransform after) {}

  /// @param side of the frames in pixels
  public static MovingPair draw(RandomGenerator random, int side) {
    var pieces = new ArrayList<Piece>();
    BufferedImage ground = MovingPictures.texture(random);
    pieces.add(piece(ground, random, side, 1.15 + 1.3 * random.nextDouble(), .05));
    int things = random.nextInt(5);
    for (int i = 0; i < things; i++) {
      BufferedImage look = MovingPictures.thing(random, new double[] {0}).at(0);
      pieces.add(piece(look, random, side, .25 + .6 * random.nextDouble(), .3));
    }
    int[] whoBefore = new int[side * side], whoAfter = new int[side * side];
    BufferedImage first = painted(pieces, true, side, whoBefore);
    BufferedImage second = painted(pieces, false, side, whoAfter);
    float[] flow = new float[2 * side * side], seen = new float[side * side];
    List<AffineTransform> back = pieces.stream().map(MovingPair::back).toList();
    double[] place = new double[2];
    for (int i = 0; i < whoAfter.length; i++) {
      if (whoAfter[i] == NOBODY) {
        continue;
      }
      int x = i % side, y = i / side;
      place[0] = x + .5;
      place[1] = y + .5;
      back.get(whoAfter[i]).transform(place, 0, place, 0, 1);
      int column = (int) Math.floor(place[0]), row = (int) Math.floor(place[1]);
      flow[2 * i] = (float) (place[0] - x - .5);
      flow[2 * i + 1] = (float) (place[1] - y - .5);
      boolean inside = column >= 1 && row >= 1 && column < side - 1 && row < side - 1;
      seen[i] = inside && whoBefore[row * side + column] == whoAfter[i] ? 1 : 0;
    }
    return new MovingPair(first, second, flow, seen);
  }

  private static AffineTransform back(Piece piece) {
    try {
      var back = new AffineTransform(piece.before);
      back.concatenate(piece.after.createInverse());
      return back;
    } catch (NoninvertibleTransformException e) {
      throw new IllegalStateException(e); // cannot happen: no piece has the size 0
    }
  }

  private static Piece piece(
      BufferedImage look, RandomGenerator random, int side, double size, double spread) {
    double scale = size * side / look.getWidth();
    double x = side * (.5 + spread * random.nextGaussian());
    double y = side * (.5 + spread * random.nextGaussian());
    double angle = spread < .1 ? 0 : .3 * random.nextGaussian();
    double swift = random.nextDouble() < .2 ? 0 : 7 * Math.pow(random.nextDouble(), 1.5);
    double way = 2 * Math.PI * random.nextDouble();
    boolean turns = random.nextDouble() < .3;
    double growth = turns ? 1 + .02 * random.nextGaussian() : 1;
    double turn = turns ? .02 * random.nextGaussian() : 0;
    return new Piece(
        look,
        place(look, x, y, angle, scale),
        place(
            look,
            x + swift * Math.cos(way),
            y + swift * Math.sin(way),
            angle + turn,
            scale * growth));
  }

  private static AffineTransform place(
      BufferedImage look, double x, double y, double angle, double scale) {
    var place = new AffineTransform();
    place.translate(x, y);
    place.rotate(angle);
    place.scale(scale, scale);
    place.translate(-look.getWidth() / 2.0, -look.getHeight() / 2.0);
    return place;
  }

  private static BufferedImage painted(List<Piece> pieces, boolean before, int side, int[] who) {
    var canvas = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Arrays.fill(who, NOBODY);
    for (int p = 0; p < pieces.size(); p++) {
      Piece piece = pieces.get(p);
      var own = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
      Graphics2D pen = own.createGraphics();
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      pen.drawImage(piece.look, before ? piece.before : piece.after, null);
      pen.dispose();
      Graphics2D onto = canvas.createGraphics();
      onto.drawImage(own, 0, 0, null);
      onto.dispose();
      for (int i = 0; i < who.length; i++) {
        int alpha = own.getRGB(i % side, i / side) >>> 24;
        who[i] = alpha >= OPAQUE ? p : alpha <= CLEAR ? who[i] : NOBODY;
      }
    }
    return canvas;
  }
}
