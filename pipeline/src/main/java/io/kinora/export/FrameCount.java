package io.kinora.export;

import static org.bytedeco.ffmpeg.avformat.AVIndexEntry.AVINDEX_DISCARD_FRAME;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;

import io.kinora.media.Handles;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/// Counts the frames that a decoder will give, without decoding.
final class FrameCount {
  private FrameCount() {}

  static long of(MediaSource source, AVStream stream) {
    // A whole index is at hand only in this family; nb_frames counts what an edit list hides, too.
    return source.isMov() && stream.nb_frames() == avformat_index_get_entries_count(stream)
        ? inIndex(stream)
        : inPackets(source, stream.index());
  }

  private static long inIndex(AVStream stream) {
    int entries = avformat_index_get_entries_count(stream);
    long shown = 0;
    for (int i = 0; i < entries; i++) {
      if ((avformat_index_get_entry(stream, i).flags() & AVINDEX_DISCARD_FRAME) == 0) {
        shown++;
      }
    }
    return shown;
  }

  private static long inPackets(MediaSource source, int stream) {
    // Its own pass over the file: not every container can be wound back.
    try (MediaSource again = new MediaSource(source.path());
        Handles handles = new Handles()) {
      AVPacket packet = handles.own(av_packet_alloc(), p -> av_packet_free(p));
      long shown = 0;
      while (av_read_frame(again.format(), packet) >= 0) {
        if (packet.stream_index() == stream && (packet.flags() & AV_PKT_FLAG_DISCARD) == 0) {
          shown++;
        }
        av_packet_unref(packet);
      }
      return shown;
    }
  }
}
