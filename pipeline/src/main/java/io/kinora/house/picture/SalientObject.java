package io.kinora.house.picture;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinora.clip.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Whether a thing stands out in a whole picture, and where.
final class SalientObject {
  /// How far GrabCut and the net of masks agree at least about where it is: the intersection over
  /// the union. Of a part of a scene that only differs in brightness GrabCut makes something else.
  private static final double LEAST_AGREED = .6;

  /// A hole smaller than this share of the thing belongs to it.
  private static final double HOLE = .03;

  /// What touches both sides of the picture over more than this share of its height is no thing.
  private static final double CROSSING = .025;

  /// Where the sides of the picture begin, over its shorter side.
  private static final double SIDES = .03;

  private SalientObject() {}

  /// How much of each pixel belongs to the thing, from 0 to 1; empty if nothing stands out.
  static float[] mask(Frame picture) {
    if (CutOut.isTransparent(picture)) {
      float[] mask = new float[picture.argb().length];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = (picture.argb()[i] >>> 24) / 255f;
      }
      return mask;
    }
    CutOut.Small found = CutOut.find(picture);
    if (found == null || found.agreed() < LEAST_AGREED || crosses(found)) {
      return new float[0];
    }
    closeHoles(found);
    return enlarged(found, picture);
  }

  /// Whether it goes from one side of the picture to the other, as hills and clouds do.
  private static boolean crosses(CutOut.Small found) {
    int left = 0, right = 0;
    int reach = 2 + (int) Math.ceil(SIDES * Math.min(found.width(), found.height()));
    for (int y = 0; y < found.height(); y++) {
      boolean atLeft = false, atRight = false;
      for (int x = 0; x < reach; x++) {
        atLeft |= found.mask()[y * found.width() + x] != 0;
        atRight |= found.mask()[(y + 1) * found.width() - 1 - x] != 0;
      }
      left += atLeft ? 1 : 0;
      right += atRight ? 1 : 0;
    }
    return Math.min(left, right) > CROSSING * found.height();
  }

  /// Gives the thing the small holes in it: letters on a shirt are of it. What is seen between a
  /// handle and its cup is not.
  private static void closeHoles(CutOut.Small found) {
    byte[] mask = found.mask();
    int area = 0;
    for (byte on : mask) {
      area += on != 0 ? 1 : 0;
    }
    boolean[] seen = new boolean[mask.length];
    for (int start = 0; start < mask.length; start++) {
      if (mask[start] == 0 && !seen[start]) {
        List<Integer> part = part(start, found, seen);
        boolean outside =
            part.stream()
                .anyMatch(
                    i ->
                        i % found.width() == 0
                            || i % found.width() == found.width() - 1
                            || i < found.width()
                            || i >= mask.length - found.width());
        if (!outside && part.size() < HOLE * area) {
          part.forEach(i -> mask[i] = (byte) 255);
        }
      }
    }
  }

  /// The places of the ground that hang together with one.
  private static List<Integer> part(int start, CutOut.Small found, boolean[] seen) {
    var part = new ArrayList<Integer>(List.of(start));
    seen[start] = true;
    for (int k = 0; k < part.size(); k++) {
      int i = part.get(k);
      int x = i % found.width();
      int[] beside = {
        x > 0 ? i - 1 : i, x + 1 < found.width() ? i + 1 : i, i - found.width(), i + found.width()
      };
      for (int next : beside) {
        if (next >= 0 && next < seen.length && !seen[next] && found.mask()[next] == 0) {
          seen[next] = true;
          part.add(next);
        }
      }
    }
    return part;
  }

  private static float[] enlarged(CutOut.Small found, Frame picture) {
    byte[] levels = new byte[picture.argb().length];
    try (var _ = new PointerScope()) {
      Mat small = new Mat(found.height(), found.width(), CV_8UC1);
      ((ByteBuffer) small.createBuffer()).put(found.mask());
      Mat large = new Mat();
      resize(small, large, new Size(picture.width(), picture.height()));
      ((ByteBuffer) large.createBuffer()).get(levels);
    }
    float[] mask = new float[levels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (levels[i] & 255) / 255f;
    }
    return mask;
  }
}
