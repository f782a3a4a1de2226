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

/// The display times of a file's frames, read without decoding, in 16 bytes per frame.
///
/// Files store frames in decoding order, with up to two times of each: decoding time and display
/// time. Only the display time matters here, so all packets are read, because an index holds
/// decoding times. If frames have no display time, as in AVI and in programme streams, the first
/// frame shown gets the first decoding time, and so on.
final class Timeline {
  /// The maximum deviation of a frame from even spacing, in frames; containers round times.
  static final double JITTER = 0.6;

  /// The relative tolerance of a rate against timestamps in whole milliseconds.
  private static final double ROUNDED = 0.05;

  /// The maximum distance between storage order and display order, in frames.
  private static final int REORDERED = 32;

  /// The maximum duration in seconds: a gap in a damaged file could otherwise be filled with years
  /// of frames.
  private static final double LONGEST = 24 * 3600;

  private static final FrameRate SLOWEST = new FrameRate(1, 1), FASTEST = new FrameRate(120, 1);

  private final AVStream stream;
  private final AVRational said;
  private final double second; // in ticks of the stream
  private final double perSecond; // from the file; NaN if unknown
  private final boolean ranked; // a frame's time follows from its rank
  private final long[] times; // ascending
  private final boolean timed;
  private final long start; // of the first frame's display
  private long tail; // duration of the last frame in ticks; 0 if unknown
  private long shortest = Long.MAX_VALUE; // ticks between two frames
  private double farthest;

  /// The packets of a stream in storage order.
  private static final class Packets {
    private final LongStream.Builder displays = LongStream.builder();
    private final LongStream.Builder decodings = LongStream.builder();
    private long count;
    private long untold; // number of unknown display times
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
    // in H.264, only the second field of a picture is a packet without a time
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

  /// The display time of a stream's first frame, in seconds of the file's clock; NaN if unknown. It
  /// reads only as many packets as may precede that frame.
  static double start(MediaSource source, AVStream stream) {
    var timeline = new Timeline(source, stream, packets(source, stream, REORDERED + 1L));
    return timeline.start == AV_NOPTS_VALUE ? Double.NaN : timeline.start / timeline.second;
  }

  private static Packets packets(MediaSource source, AVStream stream, long most) {
    var packets = new Packets();
    // A separate pass over the file, because not every container can seek back.
    try (MediaSource again = new MediaSource(source.path());
        Handles handles = new Handles()) {
      for (int i = 0; i < again.format().nb_streams(); i++) {
        if (i != stream.index()) {
          again.format().streams(i).discard(AVDISCARD_ALL); // not even read if there is an index
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

  /// Whether a packet is shown: not if an edit list hides it, and not VP8's reference-only frames
  /// (RFC 6386, 9.1).
  private static boolean isShown(AVStream stream, AVPacket packet) {
    boolean hidden =
        stream.codecpar().codec_id() == AV_CODEC_ID_VP8
            && packet.size() > 0
            && (packet.data().get(0) >> 4 & 1) == 0;
    return !hidden && (packet.flags() & AV_PKT_FLAG_DISCARD) == 0;
  }

  /// Corrects the end from the track's duration: a packet's duration is only the time to the next
  /// decoded packet.
  private void endWithTrack() {
    long end = stream.start_time() + stream.duration();
    if (stream.start_time() != AV_NOPTS_VALUE && stream.duration() > 0 && timed && end > last()) {
      tail = end - last();
    }
  }

  /// Determines how far the frames deviate from even spacing.
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

  /// The number of frames stored in the file.
  long stored() {
    return times.length;
  }

  /// Whether the frames are evenly spaced at a supported rate, or have no times.
  boolean isEven() {
    return !timed || (farthest <= JITTER && perSecond >= 1 && perSecond <= 120);
  }

  /// The rate of the file, or the nearest supported one: some cameras record 240 per second.
  FrameRate average(Path path) {
    return perSecond > 120 ? FASTEST : perSecond < 1 ? SLOWEST : rate(said, path);
  }

  /// A rate at which all frames can be shown: from the smallest distance of two frames, from 1 to
  /// 120.
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

  /// The number of frames shown at a rate.
  long shown(FrameRate rate) {
    return rate.frames(duration());
  }

  /// Rejects an implausible duration: a damaged timestamp would cause endless frames.
  void check(Path path) {
    double seconds = duration();
    if (seconds > LONGEST) {
      throw new BadRequest(
          "The file \"%s\" lasts %.0f hours by its timestamps; the maximum is 24."
              .formatted(path, seconds / 3600),
          "Cut it into parts, or copy it again if it is damaged.",
          "input-file");
    }
  }

  /// The time from the first frame to the end of the last one, in seconds.
  double duration() {
    double length = times.length == 0 ? 0 : last() - times[0];
    double mean = length / Math.max(1, times.length - 1);
    boolean isTold = tail > 0 && tail / second < LONGEST;
    return (length + (isTold ? tail : mean)) / second;
  }

  /// The tolerance, in seconds, within which a time differs from an even rate only by the
  /// resolution of the file's clock.
  double rounding(FrameRate rate) {
    return Math.min(2 / second, .1 / rate.perSecond());
  }

  /// The seconds from the first frame to the decoder's frame `index`; NaN if unknown.
  ///
  /// @param time display time of the frame
  double seconds(long index, long time) {
    long stamp = !ranked ? time : index < times.length ? times[(int) index] : AV_NOPTS_VALUE;
    return timed && stamp != AV_NOPTS_VALUE ? (stamp - times[0]) / second : Double.NaN;
  }

  /// The seconds from the first frame to the last one; NaN if unknown.
  double lastSeconds() {
    return timed ? (last() - times[0]) / second : Double.NaN;
  }
}
