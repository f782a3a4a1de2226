package io.kinora.read;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.kinora.clip.FrameRate;
import io.kinora.error.BadRequest;
import io.kinora.ffmpeg.Handles;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/// When the frames of a file are shown, found without decoding, in 16 bytes a frame.
///
/// Files store their frames in the order in which they are decoded, and tell up to two times of
/// each: that of decoding and that of display. Only the latter counts here, so all packets are
/// read: an index has the former. Where frames lack a time of display, as in AVI and in programme
/// streams, the first one shown has the first time of decoding, and so on.
final class Timeline {
  /// How far a frame may be from its place in an even row, in frames; containers round.
  static final double JITTER = 0.6;

  /// How far a rate may be from what timestamps in whole milliseconds make of it.
  private static final double ROUNDED = 0.05;

  /// Frames may be stored in another order than they are shown in, but not farther apart.
  private static final int REORDERED = 32;

  /// No film lasts longer, in seconds: a gap in a damaged file would be filled for years.
  private static final double LONGEST = 24 * 3600;

  private static final FrameRate SLOWEST = new FrameRate(1, 1), FASTEST = new FrameRate(120, 1);

  private final AVStream stream;
  private final AVRational said;
  private final double second; // in ticks of the stream
  private final double perSecond; // as the file says; NaN if it does not
  private final boolean ranked; // a frame's time is told by its place among the others
  private final long[] times; // rising
  private final boolean timed;
  private final long start; // of the first frame's display
  private long tail; // ticks that the last one is shown; 0 if nothing says so
  private long shortest = Long.MAX_VALUE; // ticks between two frames
  private double farthest;

  /// The packets of a stream as they are stored.
  private static final class Packets {
    private final LongStream.Builder displays = LongStream.builder();
    private final LongStream.Builder decodings = LongStream.builder();
    private long count;
    private long untold; // times of display
    private long earliest = Long.MAX_VALUE; // of those that are known
    private long latest = Long.MIN_VALUE;
    private long duration; // of the latest one

    private void add(AVPacket packet) {
      long time = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
      displays.add(packet.pts());
      decodings.add(packet.dts());
      count++;
      if (packet.pts() == AV_NOPTS_VALUE) {
        untold++;
      } else {
        earliest = Math.min(earliest, packet.pts());
      }
      if (time >= latest) {
        latest = time;
        duration = packet.duration();
      }
    }
  }

  private Timeline(MediaSource source, AVStream stream, Packets packets) {
    this.stream = stream;
    said = av_guess_frame_rate(source.format(), stream, null);
    second = (double) stream.time_base().den() / stream.time_base().num();
    perSecond = said.num() <= 0 || said.den() <= 0 ? Double.NaN : (double) said.num() / said.den();
    // The second field of a picture of H.264 is a packet of its own, and no other one has no time.
    boolean fields =
        stream.codecpar().codec_id() == AV_CODEC_ID_H264 && packets.untold < packets.count;
    boolean isAvi = source.formatName().equals("avi");
    ranked = isAvi || (packets.untold > 0 && !fields);
    times =
        (ranked ? packets.decodings : packets.displays)
            .build()
            .filter(time -> !fields || isAvi || time != AV_NOPTS_VALUE)
            .sorted()
            .toArray();
    timed = times.length > 0 && times[0] != AV_NOPTS_VALUE;
    boolean startIsTold = !isAvi && packets.earliest != Long.MAX_VALUE;
    start = startIsTold ? packets.earliest : timed ? times[0] : AV_NOPTS_VALUE;
    tail = packets.duration;
    place();
  }

  /// Reads all packets of a stream.
  static Timeline of(MediaSource source, AVStream stream) {
    var timeline = new Timeline(source, stream, packets(source, stream, Long.MAX_VALUE));
    if (source.isMov()) {
      timeline.endWithTrack();
    }
    return timeline;
  }

  /// When the first frame of a stream is shown, in seconds of the file's own clock; NaN if it does
  /// not say. Reads only as many packets as may come before that frame.
  static double start(MediaSource source, AVStream stream) {
    var timeline = new Timeline(source, stream, packets(source, stream, REORDERED + 1L));
    return timeline.start == AV_NOPTS_VALUE ? Double.NaN : timeline.start / timeline.second;
  }

  private static Packets packets(MediaSource source, AVStream stream, long most) {
    var packets = new Packets();
    // Its own pass over the file: not every container can be wound back.
    try (MediaSource again = new MediaSource(source.path());
        Handles handles = new Handles()) {
      for (int i = 0; i < again.format().nb_streams(); i++) {
        if (i != stream.index()) {
          again.format().streams(i).discard(AVDISCARD_ALL); // not even read where there is an index
        }
      }
      AVPacket packet = handles.own(av_packet_alloc(), p -> av_packet_free(p));
      while (packets.count < most && av_read_frame(again.format(), packet) >= 0) {
        if (packet.stream_index() == stream.index() && isShown(stream, packet)) {
          packets.add(packet);
        }
        av_packet_unref(packet);
      }
    }
    return packets;
  }

  /// Not what an edit list hides, and not what VP8 codes for reference only (RFC 6386, 9.1).
  private static boolean isShown(AVStream stream, AVPacket packet) {
    boolean hidden =
        stream.codecpar().codec_id() == AV_CODEC_ID_VP8
            && packet.size() > 0
            && (packet.data().get(0) >> 4 & 1) == 0;
    return !hidden && (packet.flags() & AV_PKT_FLAG_DISCARD) == 0;
  }

  /// A packet's duration is the time to the next one that is decoded; a track knows its own end.
  private void endWithTrack() {
    long end = stream.start_time() + stream.duration();
    if (stream.start_time() != AV_NOPTS_VALUE && stream.duration() > 0 && timed && end > last()) {
      tail = end - last();
    }
  }

  /// Looks how far the frames are from an even row.
  private void place() {
    for (int i = 0; i < times.length; i++) {
      if (i > 0 && times[i] > times[i - 1]) {
        shortest = Math.min(shortest, times[i] - times[i - 1]);
      }
      farthest = Math.max(farthest, Math.abs((times[i] - times[0]) / second * perSecond - i));
    }
  }

  private long last() {
    return times[times.length - 1];
  }

  /// How many frames the file holds.
  long stored() {
    return times.length;
  }

  /// Whether they are shown at even distances, at a rate that Kinora takes; or have no times.
  boolean isEven() {
    return !timed || (farthest <= JITTER && perSecond >= 1 && perSecond <= 120);
  }

  /// The rate that the file names, or the nearest one that Kinora takes: some cameras take 240.
  FrameRate average(Path path) {
    return perSecond > 120 ? FASTEST : perSecond < 1 ? SLOWEST : rate(said, path);
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
      return finest < 1 ? SLOWEST : FASTEST;
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
    double length = times.length == 0 ? 0 : last() - times[0];
    double mean = length / Math.max(1, times.length - 1);
    boolean isTold = tail > 0 && tail / second < LONGEST;
    return (length + (isTold ? tail : mean)) / second;
  }

  /// A time this close to that of an even rate differs from it only by the ticks that the file
  /// counts in; seconds.
  double rounding(FrameRate rate) {
    return Math.min(2 / second, .1 / rate.perSecond());
  }

  /// The seconds from the first frame to the one that a decoder gives as its `index`th; NaN if
  /// nothing says so.
  ///
  /// @param time of display, as the frame has it
  double seconds(long index, long time) {
    long stamp = !ranked ? time : index < times.length ? times[(int) index] : AV_NOPTS_VALUE;
    return timed && stamp != AV_NOPTS_VALUE ? (stamp - times[0]) / second : Double.NaN;
  }

  /// The seconds from the first frame to the last one; NaN if nothing says so.
  double lastSeconds() {
    return timed ? (last() - times[0]) / second : Double.NaN;
  }
}
