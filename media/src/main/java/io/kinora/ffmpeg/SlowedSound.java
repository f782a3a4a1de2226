package io.kinora.ffmpeg;

import io.kinora.clip.Sound;
import io.kinora.error.MediaFailure;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameFilter;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameFilter;
import org.jspecify.annotations.Nullable;

/// A sound slowed down at constant pitch, by FFmpeg's filter `atempo`.
public final class SlowedSound implements Sound {
  private static final int CHUNK = 4096;

  /// The maximum factor of one `atempo`.
  private static final double MOST = 2;

  private final Sound sound;
  private final FFmpegFrameFilter filter;
  private final float[] chunk = new float[CHUNK * CHANNELS];
  private @Nullable FloatBuffer ready;
  private boolean ended;
  private boolean closed;

  /// @param sound the source, which is closed with this
  /// @param slower the factor by which it becomes longer, at least 1
  public SlowedSound(Sound sound, double slower) {
    this.sound = sound;
    filter = new FFmpegFrameFilter(filters(slower), CHANNELS);
    filter.setSampleRate(RATE);
    filter.setSampleFormat(avutil.AV_SAMPLE_FMT_FLT);
    try {
      filter.start();
    } catch (FrameFilter.Exception e) {
      close();
      throw failed(e);
    }
  }

  private static String filters(double slower) {
    List<String> filters = new ArrayList<>();
    double left = slower;
    for (; left > MOST; left /= MOST) {
      filters.add("atempo=" + 1 / MOST);
    }
    filters.add(String.format(Locale.ROOT, "atempo=%.9f", 1 / left));
    return String.join(",", filters);
  }

  @Override
  public int read(float[] samples) {
    int filled = 0;
    while (filled < samples.length && more()) {
      FloatBuffer from = ready;
      int count = from == null ? 0 : Math.min(from.remaining(), samples.length - filled);
      if (from != null) {
        from.get(samples, filled, count);
      }
      filled += count;
    }
    return filled / CHANNELS;
  }

  /// Fills `ready` if it is empty; false at the end.
  private boolean more() {
    try {
      while (ready == null || !ready.hasRemaining()) {
        Frame pulled = filter.pullSamples();
        if (pulled != null) {
          ready = (FloatBuffer) pulled.samples[0];
        } else if (ended) {
          return false;
        } else {
          push();
        }
      }
      return true;
    } catch (FrameFilter.Exception e) {
      throw failed(e);
    }
  }

  private void push() throws FrameFilter.Exception {
    int pairs = sound.read(chunk);
    ended = pairs == 0;
    if (ended) {
      filter.push(null);
    } else {
      FloatBuffer read = FloatBuffer.wrap(chunk, 0, pairs * CHANNELS);
      filter.pushSamples(0, CHANNELS, RATE, avutil.AV_SAMPLE_FMT_FLT, read);
    }
  }

  private static MediaFailure failed(Exception e) {
    return new MediaFailure(
        "The sound cannot be slowed down: " + e.getMessage() + ".",
        "Please report this with the file.",
        "sound",
        e);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    sound.close();
    try {
      filter.close();
    } catch (FrameFilter.Exception e) {
      throw failed(e);
    }
  }
}
