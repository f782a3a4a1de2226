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

/// Detects and segments the salient object of a whole picture.
final class SalientObject {
  /// Holes smaller than this share of the thing are closed.
  private static final double HOLE = .03;

  /// A region that touches both sides of the picture over more than this share of its height is not
  /// a thing.
  private static final double CROSSING = .025;

  /// The width of the picture's side borders, relative to its shorter side.
  private static final double SIDES = .03;

  private SalientObject() {}

  /// The coverage of each pixel by the object, from 0 to 1; empty if there is none.
  static float[] mask(Frame picture) {
    if (CutOut.isTransparent(picture)) {
      float[] mask = new float[picture.argb().length];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = (picture.argb()[i] >>> 24) / 255f;
      }
      return mask;
    }
    CutOut.Small found = CutOut.find(picture);
    if (found == null || crosses(found)) {
      return new float[0];
    }
    closeHoles(found);
    return enlarged(found, picture);
  }

  /// Whether the region extends from one side of the picture to the other, as hills and clouds do.
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

  /// Closes small holes, such as letters on a shirt, but not large ones, such as the opening of a
  /// cup's handle.
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

  /// The background pixels connected to a start pixel.
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
