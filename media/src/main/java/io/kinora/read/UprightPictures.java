package io.kinora.read;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;

import io.kinora.ffmpeg.FilterGraph;
import io.kinora.ffmpeg.RawPicture;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// Turns the decoded pictures of a stream, one by one.
final class UprightPictures implements AutoCloseable {
  private final Orientation orientation;
  private final RawPicture picture = new RawPicture();
  private @Nullable FilterGraph graph;
  private int format, width, height; // of the pictures that `graph` takes

  UprightPictures(Orientation orientation) {
    this.orientation = orientation;
  }

  /// Replaces what `decoded` holds by the same upright; its timestamp stays.
  void turn(AVFrame decoded) {
    if (orientation == Orientation.UPRIGHT) {
      return;
    }
    long time = decoded.pts();
    picture.take(decoded);
    FilterGraph turning = graph();
    turning.push(0, picture);
    boolean turned = turning.pull(picture);
    if (!turned) {
      throw new IllegalStateException("A turn kept a picture");
    }
    av_frame_move_ref(decoded, picture.frame());
    decoded.pts(time);
  }

  private FilterGraph graph() {
    AVFrame next = picture.frame();
    FilterGraph known = graph;
    boolean fits = next.format() == format && next.width() == width && next.height() == height;
    if (known != null && fits) {
      return known;
    }
    closeGraph(); // a stream may change on its way
    format = next.format();
    width = next.width();
    height = next.height();
    FilterGraph built = orientation.turning(picture);
    graph = built;
    return built;
  }

  private void closeGraph() {
    if (graph != null) {
      graph.close();
      graph = null;
    }
  }

  @Override
  public void close() {
    closeGraph();
    picture.close();
  }
}
