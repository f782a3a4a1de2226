package io.kinora.render.sound;

import io.kinora.clip.Sound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// Sounds derived from other sounds.
public final class Sounds {
  private Sounds() {}

  /// A piece of a soundtrack.
  ///
  /// @param from its first sample pair
  /// @param to the sample pair after its last
  /// @param open opens the sound, which may be shorter or longer than the piece
  public record Piece(long from, long to, Supplier<Sound> open) {}

  /// Pieces in order, each at its position; overlapping ones are crossfaded. Only sounds that are
  /// currently heard are open.
  public static Sound joined(List<Piece> pieces) {
    return new Joined(pieces);
  }

  /// A sound looped or cut to a length, with a fade-out at the end.
  ///
  /// @param pairs its length in sample pairs
  /// @param fade the length of the fade in sample pairs
  public static Sound looped(Supplier<Sound> sound, long pairs, long fade) {
    return new Looped(sound, pairs, Math.min(fade, pairs));
  }

  /// The sum of two sounds.
  public static Sound mixed(Sound one, Sound other) {
    return new Mixed(one, other);
  }

  /// A sound multiplied by a factor, clipped at full scale.
  public static Sound louder(Sound sound, double factor) {
    return new Louder(sound, (float) factor);
  }

  /// A sound whose volume is reduced while others are heard (ducking).
  ///
  /// @param pieces the times of the other sounds, in order
  /// @param factor its volume during the pieces, from 0 to 1
  /// @param ramp the length of the volume ramps before and after a piece, in sample pairs
  public static Sound ducked(Sound sound, List<Piece> pieces, double factor, long ramp) {
    return pieces.isEmpty() ? sound : new Ducked(sound, List.copyOf(pieces), factor, ramp);
  }

  /// Endless silence.
  public static Sound silence() {
    return new Sound() {
      @Override
      public int read(float[] samples) {
        Arrays.fill(samples, 0);
        return samples.length / CHANNELS;
      }

      @Override
      public void close() {}
    };
  }

  private static final class Joined implements Sound {
    private final List<Piece> pieces;
    private final Sound[] open;
    private long at;

    Joined(List<Piece> pieces) {
      this.pieces = new ArrayList<>(pieces);
      open = new Sound[pieces.size()];
    }

    @Override
    public int read(float[] samples) {
      long end = Math.min(at + samples.length / CHANNELS, pieces.getLast().to());
      Arrays.fill(samples, 0);
      for (int i = 0; i < pieces.size(); i++) {
        Piece piece = pieces.get(i);
        long from = Math.max(at, piece.from());
        long to = Math.min(end, piece.to());
        if (from < to) {
          add(i, samples, from, to);
        }
        if (open[i] != null && piece.to() <= end) {
          open[i].close();
        }
      }
      int read = (int) Math.max(0, end - at);
      at = end;
      return read;
    }

    private void add(int i, float[] samples, long from, long to) {
      if (open[i] == null) {
        open[i] = pieces.get(i).open().get();
      }
      var heard = new float[(int) (to - from) * CHANNELS];
      int _ = open[i].read(heard); // silence after its end
      int place = (int) (from - at) * CHANNELS;
      for (int k = 0; k < heard.length; k++) {
        samples[place + k] += heard[k] * weight(i, from + k / CHANNELS);
      }
    }

    /// The weight of piece `i` at `pair`: less than 1 where it overlaps with a neighbour.
    private float weight(int i, long pair) {
      Piece piece = pieces.get(i);
      double weight = 1;
      if (i > 0 && pair < pieces.get(i - 1).to()) {
        double length = pieces.get(i - 1).to() - piece.from();
        weight = (pair - piece.from()) / length;
      }
      if (i + 1 < pieces.size() && pair >= pieces.get(i + 1).from()) {
        double length = piece.to() - pieces.get(i + 1).from();
        weight *= (piece.to() - pair) / length;
      }
      return (float) weight;
    }

    @Override
    public void close() {
      for (Sound sound : open) {
        if (sound != null) {
          sound.close();
        }
      }
    }
  }

  private static final class Looped implements Sound {
    private final Supplier<Sound> source;
    private final long pairs;
    private final long fade;
    private Sound sound;
    private long at;

    Looped(Supplier<Sound> source, long pairs, long fade) {
      this.source = source;
      this.pairs = pairs;
      this.fade = fade;
      sound = source.get();
    }

    @Override
    public int read(float[] samples) {
      int wanted = (int) Math.min(samples.length / CHANNELS, pairs - at);
      int filled = 0;
      boolean fresh = false;
      while (filled < wanted) {
        var more = new float[(wanted - filled) * CHANNELS];
        int read = sound.read(more);
        System.arraycopy(more, 0, samples, filled * CHANNELS, read * CHANNELS);
        filled += read;
        if (filled < wanted) {
          if (read == 0 && fresh) {
            break; // an empty sound cannot be looped
          }
          sound.close();
          sound = source.get();
          fresh = true;
        }
      }
      for (int k = 0; k < filled * CHANNELS; k++) {
        long left = pairs - at - k / CHANNELS;
        if (left < fade) {
          samples[k] *= (float) left / fade;
        }
      }
      at += filled;
      return filled;
    }

    @Override
    public void close() {
      sound.close();
    }
  }

  private record Mixed(Sound one, Sound other) implements Sound {
    @Override
    public int read(float[] samples) {
      Arrays.fill(samples, 0);
      int first = one.read(samples);
      var more = new float[samples.length];
      int second = other.read(more);
      for (int i = 0; i < samples.length; i++) {
        samples[i] = Math.clamp(samples[i] + more[i], -1f, 1f);
      }
      return Math.max(first, second);
    }

    @Override
    public void close() {
      one.close();
      other.close();
    }
  }

  private record Louder(Sound sound, float factor) implements Sound {
    @Override
    public int read(float[] samples) {
      int read = sound.read(samples);
      for (int i = 0; i < read * CHANNELS; i++) {
        samples[i] = Math.clamp(samples[i] * factor, -1f, 1f);
      }
      return read;
    }

    @Override
    public void close() {
      sound.close();
    }
  }

  private static final class Ducked implements Sound {
    private final Sound sound;
    private final List<Piece> pieces;
    private final double factor;
    private final long ramp;
    private long at;

    Ducked(Sound sound, List<Piece> pieces, double factor, long ramp) {
      this.sound = sound;
      this.pieces = pieces;
      this.factor = factor;
      this.ramp = ramp;
    }

    @Override
    public int read(float[] samples) {
      int read = sound.read(samples);
      for (int k = 0; k < read * CHANNELS; k++) {
        samples[k] *= (float) weight(at + k / CHANNELS);
      }
      at += read;
      return read;
    }

    private double weight(long pair) {
      double away = 1; // from every piece, in ramps
      for (Piece piece : pieces) {
        long outside = Math.max(piece.from() - pair, pair - piece.to());
        away = Math.min(away, Math.max(0, (double) outside / ramp));
      }
      return factor + (1 - factor) * away;
    }

    @Override
    public void close() {
      sound.close();
    }
  }
}
