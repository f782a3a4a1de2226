package io.kinora.read;

import static org.bytedeco.ffmpeg.avformat.AVIndexEntry.AVINDEX_DISCARD_FRAME;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.kinora.clip.FrameRate;
import io.kinora.error.BadRequest;
import io.kinora.ffmpeg.Handles;
import java.nio.file.Path;
import java.util.PriorityQueue;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/// When the frames of a file are shown, found without decoding and in flat memory.
final class Timeline {
  /// How far a frame may be from its place in an even row, in frames; containers round.
  private static final double JITTER = 0.6;

  /// How far a rate may be from what timestamps in whole milliseconds make of it.
  private static final double ROUNDED = 0.05;

  /// Frames may be stored in another order than they are shown in, but not farther apart.
  private static final int REORDERED = 32;

  /// No film lasts longer, in seconds: a gap in a damaged file would be filled for years.
  private static final double LONGEST = 24 * 3600;

  private final AVStream stream;
  private final AVRational said;
  private final double second; // in ticks of the stream
  private final double perSecond; // as the file says; NaN if it does not
  private final PriorityQueue<Long> waiting = new PriorityQueue<>();
  private boolean timed = true;
  private long frames;
  private long taken; // off the queue
  private long first;
  private long last;
  private long tail; // ticks that the last one is shown; 0 if nothing says so
  private long shortest = Long.MAX_VALUE; // ticks between two frames
  private double farthest;

  private Timeline(AVStream stream, AVRational said) {
    this.stream = stream;
    this.said = said;
    second = (double) stream.time_base().den() / stream.time_base().num();
    perSecond = said.num() <= 0 || said.den() <= 0 ? Double.NaN : (double) said.num() / said.den();
  }

  /// Reads the file's index, or all of its packets.
  static Timeline of(MediaSource source, AVStream stream) {
    var timeline = new Timeline(stream, av_guess_frame_rate(source.format(), stream, null));
    // A whole index is at hand only in this family; nb_frames counts what an edit list hides, too.
    if (source.isMov() && stream.nb_frames() == avformat_index_get_entries_count(stream)) {
      timeline.readIndex();
    } else {
      timeline.readPackets(source);
    }
    while (!timeline.waiting.isEmpty()) {
      timeline.place();
    }
    return timeline;
  }

  private void readIndex() {
    int entries = avformat_index_get_entries_count(stream);
    for (int i = 0; i < entries; i++) {
      AVIndexEntry entry = avformat_index_get_entry(stream, i);
      if ((entry.flags() & AVINDEX_DISCARD_FRAME) == 0) {
        add(entry.timestamp());
      }
    }
    // what is hidden comes first, if anything does
    tail =
        entries == 0
            ? 0
            : stream.duration() - avformat_index_get_entry(stream, entries - 1).timestamp();
  }

  private void readPackets(MediaSource source) {
    // Its own pass over the file: not every container can be wound back.
    try (MediaSource again = new MediaSource(source.path());
        Handles handles = new Handles()) {
      AVPacket packet = handles.own(av_packet_alloc(), p -> av_packet_free(p));
      while (av_read_frame(again.format(), packet) >= 0) {
        if (packet.stream_index() == stream.index()
            && (packet.flags() & AV_PKT_FLAG_DISCARD) == 0) {
          add(packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts());
          tail = packet.duration();
        }
        av_packet_unref(packet);
      }
    }
  }

  private void add(long time) {
    frames++;
    timed &= time != AV_NOPTS_VALUE;
    waiting.add(time);
    if (waiting.size() > REORDERED) {
      place();
    }
  }

  /// Looks at the earliest frame that waits.
  private void place() {
    long time = waiting.remove();
    if (taken == 0) {
      first = time;
    } else if (time > last) {
      shortest = Math.min(shortest, time - last);
    }
    last = time;
    farthest = Math.max(farthest, Math.abs((last - first) / second * perSecond - taken));
    taken++;
  }

  /// How many frames the file holds.
  long stored() {
    return frames;
  }

  /// Whether they are shown at even distances, at a rate that Kinora takes; or have no times.
  boolean isEven() {
    return !timed || (farthest <= JITTER && perSecond >= 1 && perSecond <= 120);
  }

  /// The rate that the file names.
  FrameRate average(Path path) {
    return rate(said, path);
  }

  /// A rate at which all of them can be shown: that of the two which are closest together, from 1
  /// to 120.
  FrameRate finest(Path path) {
    if (shortest == Long.MAX_VALUE) {
      return average(path);
    }
    double finest = second / shortest;
    AVRational nominal = stream.r_frame_rate();
    double named = nominal.den() == 0 ? 0 : (double) nominal.num() / nominal.den();
    if (finest < 1 || finest > 120) {
      return new FrameRate(finest < 1 ? 1 : 120, 1);
    }
    return Math.abs(named / finest - 1) < ROUNDED
        ? rate(nominal, path)
        : new FrameRate((int) Math.round(finest * 1000), 1000);
  }

  private static FrameRate rate(AVRational fraction, Path path) {
    if (fraction.num() <= 0 || fraction.den() <= 0) {
      throw new BadRequest(
          "The file \"" + path + "\" does not say how many frames it shows in a second.",
          "Convert it to an .mp4 file first.",
          "input-file");
    }
    return new FrameRate(fraction.num(), fraction.den());
  }

  /// How many frames are shown at a rate.
  long shown(FrameRate rate) {
    return rate.frames(duration());
  }

  /// Refuses what no film is: a damaged timestamp would ask for frames without end.
  void check(Path path) {
    double seconds = duration();
    if (seconds > LONGEST) {
      throw new BadRequest(
          "The file \"%s\" lasts %.0f hours by its timestamps; 24 is the most."
              .formatted(path, seconds / 3600),
          "Cut it into parts, or copy it again if it is damaged.",
          "input-file");
    }
  }

  /// From the first frame's time to the last one's end, in seconds.
  double duration() {
    double mean = (double) (last - first) / Math.max(1, frames - 1);
    boolean isTold = tail > 0 && tail / second < LONGEST;
    return (last - first + (isTold ? tail : mean)) / second;
  }

  /// A time this close to that of an even rate differs from it only by the ticks that the file
  /// counts in; seconds.
  double rounding(FrameRate rate) {
    return Math.min(2 / second, .1 / rate.perSecond());
  }

  /// The seconds from the first frame to one with timestamp `time`; NaN if it has none.
  double seconds(long time) {
    return timed && time != AV_NOPTS_VALUE ? (time - first) / second : Double.NaN;
  }
}
