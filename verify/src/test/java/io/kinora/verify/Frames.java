package io.kinora.verify;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.read.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a clip or a film shows.
final class Frames {
  private Frames() {}

  /// The pixels of every frame.
  static List<int[]> of(Path film) {
    try (var reader = new VideoReader(film)) {
      return of(reader);
    }
  }

  /// The pixels of every frame; the clip stays open.
  static List<int[]> of(Clip clip) {
    var frames = new ArrayList<int[]>();
    var frame = new Frame(clip.size());
    while (clip.read(frame)) {
      frames.add(frame.argb().clone());
    }
    return frames;
  }

  /// Equal for equal frames.
  static List<Integer> hashes(Path film) {
    return of(film).stream().map(Arrays::hashCode).toList();
  }

  /// The mean difference of two frames over all three colours, in levels of 255.
  static double difference(int[] a, int[] b) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        sum += Math.abs((a[i] >> shift & 0xff) - (b[i] >> shift & 0xff));
      }
    }
    return sum / (3.0 * a.length);
  }
}
