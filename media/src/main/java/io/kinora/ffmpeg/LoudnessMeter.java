package io.kinora.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import io.kinora.clip.Sound;
import io.kinora.error.MediaFailure;
import java.nio.FloatBuffer;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameFilter;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameFilter;

/// Measures integrated loudness by EBU R 128 and ITU-R BS.1770, with FFmpeg's filter `ebur128`:
/// blocks of 400 ms, gates at -70 LUFS and 10 LU below the loudness of the rest.
public final class LoudnessMeter implements AutoCloseable {
  static {
    FFmpeg.load(); // silences the filter's log
  }

  /// The filter's result if no block is above the first gate.
  private static final double GATE = -70;

  private final FFmpegFrameFilter filter =
      new FFmpegFrameFilter("ebur128=metadata=1", Sound.CHANNELS);
  private double lufs = GATE;

  /// A meter that has measured nothing yet.
  public LoudnessMeter() {
    filter.setSampleRate(Sound.RATE);
    filter.setSampleFormat(avutil.AV_SAMPLE_FMT_FLT);
    try {
      filter.start();
    } catch (FrameFilter.Exception e) {
      close();
      throw failed(e);
    }
  }

  /// Measures more samples.
  ///
  /// @param samples left, right, left, right …
  /// @param pairs number of pairs to use
  public void add(float[] samples, int pairs) {
    try {
      FloatBuffer heard = FloatBuffer.wrap(samples, 0, pairs * Sound.CHANNELS);
      filter.pushSamples(0, Sound.CHANNELS, Sound.RATE, avutil.AV_SAMPLE_FMT_FLT, heard);
      for (Frame frame = filter.pullSamples(); frame != null; frame = filter.pullSamples()) {
        AVDictionaryEntry entry =
            av_dict_get(((AVFrame) frame.opaque).metadata(), "lavfi.r128.I", null, 0);
        lufs = entry == null ? lufs : Double.parseDouble(entry.value().getString());
      }
    } catch (FrameFilter.Exception e) {
      throw failed(e);
    }
  }

  /// Loudness of the samples so far, in LUFS; minus infinity for silence.
  public double lufs() {
    return lufs <= GATE ? Double.NEGATIVE_INFINITY : lufs;
  }

  private static MediaFailure failed(Exception e) {
    return new MediaFailure(
        "The loudness of the sound cannot be measured: " + e.getMessage() + ".",
        "Please report this with the file.",
        "sound",
        e);
  }

  @Override
  public void close() {
    try {
      filter.close();
    } catch (FrameFilter.Exception e) {
      throw failed(e);
    }
  }
}
