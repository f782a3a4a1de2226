package io.kinora.read;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;

import io.kinora.clip.FrameRate;
import io.kinora.ffmpeg.FilterGraph;
import io.kinora.ffmpeg.FilterPlan;
import io.kinora.ffmpeg.FilterPlan.Pad;
import io.kinora.ffmpeg.RawPicture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/// How stored pictures are turned to be upright: cameras that are held sideways or upside down
/// leave it to the player, by a matrix in the track's header (ISO/IEC 14496-12, 8.3.2).
enum Orientation {
  UPRIGHT(""),
  CLOCKWISE("clock"),
  HALF_TURN("clock clock"),
  COUNTERCLOCKWISE("cclock"),
  MIRRORED("hflip"),
  MIRRORED_CLOCKWISE("clock_flip"),
  MIRRORED_HALF_TURN("clock clock hflip"),
  MIRRORED_COUNTERCLOCKWISE("cclock_flip");

  /// Directions of FFmpeg's `transpose`, or `hflip`.
  private final String steps;

  Orientation(String steps) {
    this.steps = steps;
  }

  /// That of a stream. Of angles in between, which no camera writes, it is upright.
  static Orientation of(AVCodecParameters codec) {
    var data =
        codec.nb_coded_side_data() == 0
            ? null
            : av_packet_side_data_get(
                codec.coded_side_data(), codec.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
    if (data == null || data.isNull() || data.size() < 9 * Integer.BYTES) {
      return UPRIGHT;
    }
    ByteBuffer matrix =
        data.data().capacity(data.size()).asByteBuffer().order(ByteOrder.nativeOrder());
    // a stored pixel (x, y) is shown at (a x + c y, b x + d y)
    return of(sign(matrix, 0), sign(matrix, 1), sign(matrix, 3), sign(matrix, 4));
  }

  /// -1, 0 or 1 for a number of 16.16 bits.
  private static int sign(ByteBuffer matrix, int index) {
    return Math.clamp(Math.round(matrix.getInt(index * Integer.BYTES) / 65536f), -1, 1);
  }

  private static Orientation of(int a, int b, int c, int d) {
    if (b == 0 && c == 0) {
      return a >= 0 ? (d >= 0 ? UPRIGHT : MIRRORED_HALF_TURN) : (d >= 0 ? MIRRORED : HALF_TURN);
    }
    if (a != 0 || d != 0 || b == 0 || c == 0) {
      return UPRIGHT;
    }
    return b > 0
        ? (c < 0 ? CLOCKWISE : MIRRORED_COUNTERCLOCKWISE)
        : (c < 0 ? MIRRORED_CLOCKWISE : COUNTERCLOCKWISE);
  }

  /// Whether width and height change places.
  boolean isSideways() {
    return switch (this) {
      case CLOCKWISE, COUNTERCLOCKWISE, MIRRORED_CLOCKWISE, MIRRORED_COUNTERCLOCKWISE -> true;
      case UPRIGHT, HALF_TURN, MIRRORED, MIRRORED_HALF_TURN -> false;
    };
  }

  /// The filters that turn pictures laid out as `first`.
  FilterGraph turning(RawPicture first) {
    var plan = new FilterPlan();
    Pad at = plan.raw(first, FrameRate.DEFAULT);
    for (String step : steps.split(" ", -1)) {
      at =
          step.equals("hflip")
              ? plan.add("hflip", Map.of(), at)
              : plan.add("transpose", Map.of("dir", step), at);
    }
    return new FilterGraph(plan, at, FilterGraph.ANY);
  }
}
