package io.kinora.read;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import io.kinora.ffmpeg.FilterPlan;
import io.kinora.ffmpeg.FilterPlan.Pad;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/// The rotation and mirroring that makes stored pictures upright: cameras held sideways or upside
/// down leave it to the player, by a matrix in the track's header (ISO/IEC 14496-12, 8.3.2) or by
/// the EXIF data of a photograph.
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

  /// The orientations by EXIF value from 1 to 8 (CIPA DC-008, "Orientation").
  private static final List<Orientation> EXIF =
      List.of(
          UPRIGHT,
          MIRRORED,
          HALF_TURN,
          MIRRORED_HALF_TURN,
          MIRRORED_COUNTERCLOCKWISE,
          CLOCKWISE,
          MIRRORED_CLOCKWISE,
          COUNTERCLOCKWISE);

  /// The orientation of a stream; upright for other angles, which no camera writes.
  ///
  /// @param first its first picture, which may hold more information than the container; null if
  ///     there is none
  static Orientation of(AVCodecParameters codec, @Nullable AVFrame first) {
    if (first != null) {
      var matrix = av_frame_get_side_data(first, AV_FRAME_DATA_DISPLAYMATRIX);
      if (matrix != null) {
        return of(matrix.data(), matrix.size());
      }
      var exif = av_dict_get(first.metadata(), "Orientation", null, 0);
      if (exif != null) {
        String number = exif.value().getString().strip();
        return number.matches("[1-8]") ? EXIF.get(Integer.parseInt(number) - 1) : UPRIGHT;
      }
    }
    var matrix =
        codec.nb_coded_side_data() == 0
            ? null
            : av_packet_side_data_get(
                codec.coded_side_data(), codec.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
    return matrix == null ? UPRIGHT : of(matrix.data(), matrix.size());
  }

  private static Orientation of(BytePointer data, long size) {
    if (data == null || data.isNull() || size < 9 * Integer.BYTES) {
      return UPRIGHT;
    }
    ByteBuffer matrix = data.capacity(size).asByteBuffer().order(ByteOrder.nativeOrder());
    // a stored pixel (x, y) is shown at (a x + c y, b x + d y)
    return of(sign(matrix, 0), sign(matrix, 1), sign(matrix, 3), sign(matrix, 4));
  }

  /// The sign of a 16.16 fixed-point number: -1, 0 or 1.
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

  /// Whether width and height are swapped.
  boolean isSideways() {
    return switch (this) {
      case CLOCKWISE, COUNTERCLOCKWISE, MIRRORED_CLOCKWISE, MIRRORED_COUNTERCLOCKWISE -> true;
      case UPRIGHT, HALF_TURN, MIRRORED, MIRRORED_HALF_TURN -> false;
    };
  }

  /// Adds the filters that make pictures upright.
  Pad turn(FilterPlan plan, Pad in) {
    Pad at = in;
    for (String step : this == UPRIGHT ? new String[0] : steps.split(" ", -1)) {
      at =
          step.equals("hflip")
              ? plan.add("hflip", Map.of(), at)
              : plan.add("transpose", Map.of("dir", step), at);
    }
    return at;
  }

  /// The clockwise rotation of a stored picture, in degrees.
  int degrees() {
    return switch (this) {
      case UPRIGHT, MIRRORED -> 0;
      case CLOCKWISE, MIRRORED_CLOCKWISE -> 90;
      case HALF_TURN, MIRRORED_HALF_TURN -> 180;
      case COUNTERCLOCKWISE, MIRRORED_COUNTERCLOCKWISE -> 270;
    };
  }

  /// Whether it is also mirrored.
  boolean isMirrored() {
    return ordinal() >= MIRRORED.ordinal();
  }
}
