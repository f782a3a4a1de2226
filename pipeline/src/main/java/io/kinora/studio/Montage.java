package io.kinora.studio;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import io.kinora.render.Fit;
import io.kinora.render.Look;
import io.kinora.render.Scaler;
import io.kinora.render.time.Transition;
import io.kinora.shot.Region;
import io.kinora.studio.Film.Output;
import io.kinora.style.StyleChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request to make one film of others: which ones, how they are joined, what is done to the
/// whole, what is heard, into which file.
///
/// @param inputs videos and pictures, in the order in which they follow
/// @param regions parts of the picture that move by themselves, at most five; their masks hold
///     their places throughout the film
/// @param look what is done to the whole
/// @param style what the whole is painted in then; null is none
public record Montage(
    List<Path> inputs,
    Joining joining,
    List<Region> regions,
    Look look,
    @Nullable StyleChoice style,
    Soundtrack sound,
    Output output) {
  /// Painted in no style.
  public Montage(
      List<Path> inputs,
      Joining joining,
      List<Region> regions,
      Look look,
      Soundtrack sound,
      Output output) {
    this(inputs, joining, regions, look, null, sound, output);
  }

  /// A video or a picture painted in a style, and nothing else; its sound stays.
  ///
  /// @param still how many seconds a picture is shown
  public static Montage painted(Path input, StyleChoice style, double still, Output output) {
    return new Montage(
        List.of(input), cut(still), List.of(), Look.NONE, style, Soundtrack.KEPT, output);
  }

  private static Joining cut(double still) {
    return new Joining(
        Transition.CUT, Fit.LETTERBOX, null, null, Scaler.LANCZOS, Balance.NONE, still);
  }

  /// How the input is painted, if [#painted] says it all.
  Optional<RenderRecord.Painting> painting() {
    return style != null && equals(painted(inputs.getFirst(), style, joining.still(), output))
        ? Optional.of(new RenderRecord.Painting(style, joining.still()))
        : Optional.empty();
  }

  /// @param fit how inputs of another shape are brought to the size
  /// @param size null is that of the first input
  /// @param rate null is that of the first input
  /// @param scaler how inputs are made larger
  /// @param balance how their colours are brought to one another
  /// @param still how many seconds a picture is shown, from 0.04 to 600
  public record Joining(
      Transition transition,
      Fit fit,
      @Nullable FrameSize size,
      @Nullable FrameRate rate,
      Scaler scaler,
      Balance balance,
      double still) {
    /// How long a picture is shown if nothing else is said, in seconds.
    public static final double STILL = 4;

    /// By cuts, in the first input's size and rate.
    public static final Joining CUT = cut(STILL);

    public Joining {
      if (!(still >= .04 && still <= 600)) {
        throw new BadRequest(
            "A picture cannot be shown for " + still + " seconds.",
            "Ask for 0.04 to 600 seconds.",
            "duration");
      }
    }
  }

  /// A correction that is measured on each input.
  public enum Auto {
    /// The light becomes white.
    WHITE_BALANCE,
    /// The darkest becomes black and the brightest white.
    LEVELS;

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Reads a correction's name.
    public static Auto parse(String text) {
      for (Auto auto : values()) {
        if (auto.label().equals(text.strip())) {
          return auto;
        }
      }
      throw new BadRequest(
          "There is no automatic correction \"" + text.replaceAll("\\p{Cntrl}", "?") + "\".",
          "There are white-balance and levels, as in white-balance,levels.",
          "look");
    }
  }

  /// @param auto what is measured and corrected, white balance before levels
  /// @param reference a picture or a video whose colours all inputs get, after that; null is none
  public record Balance(Set<Auto> auto, @Nullable Path reference) {
    /// Inputs stay as they are.
    public static final Balance NONE = new Balance(Set.of(), null);

    public Balance {
      auto = Set.copyOf(auto);
    }
  }

  /// What happens to the sound of the inputs.
  public enum InputSound {
    /// It is heard; with a file of sound, it is not.
    KEEP,
    /// It is heard together with the file of sound.
    MIX,
    /// It is left out.
    DROP
  }

  /// @param audio a file of sound, looped or cut to the film's length; null is none
  /// @param inputs what happens to the sound of the inputs
  /// @param loudness in LUFS, from -40 to -5, to which the whole is brought; null leaves it
  public record Soundtrack(@Nullable Path audio, InputSound inputs, @Nullable Double loudness) {
    /// The sound of the inputs as it is.
    public static final Soundtrack KEPT = new Soundtrack(null, InputSound.KEEP, null);

    public Soundtrack {
      if (inputs == InputSound.MIX && audio == null) {
        throw new BadRequest(
            "There is nothing to mix the inputs' sound with.",
            "Name a sound file to mix it with, or keep the sound.",
            "sound");
      }
      if (loudness != null && !(loudness >= -40 && loudness <= -5)) {
        throw new BadRequest(
            "The loudness is " + loudness + " LUFS, but it must be from -40 to -5.",
            "-16 is usual on the web.",
            "sound");
      }
    }

    /// Whether the inputs are heard.
    boolean hearsInputs() {
      return inputs == InputSound.MIX || (inputs == InputSound.KEEP && audio == null);
    }
  }

  public Montage {
    inputs = List.copyOf(inputs);
    regions = Region.checked(regions);
    if (inputs.isEmpty()) {
      throw new BadRequest(
          "There is nothing to render.",
          "Name one or more videos, as in a.mp4 b.mp4.",
          "input-file");
    }
  }

  /// What is done, step by step, as the command line names it.
  List<String> steps() {
    var steps = new ArrayList<String>();
    if (inputs.size() > 1) {
      steps.add("transition " + joining.transition());
    }
    steps.add("fit " + joining.fit().name().toLowerCase(Locale.ROOT));
    if (joining.size() != null) {
      steps.add("size " + joining.size());
    }
    if (joining.rate() != null) {
      steps.add("fps " + joining.rate());
    }
    if (joining.scaler() != Scaler.LANCZOS) {
      steps.add("upscaler " + joining.scaler().label());
    }
    regions.forEach(region -> steps.add("region " + region));
    steps.addAll(look.texts());
    if (style != null) {
      steps.addAll(style.steps());
    }
    if (sound.audio() != null) {
      steps.add("audio " + sound.audio().getFileName());
    }
    steps.add("sound " + sound.inputs().name().toLowerCase(Locale.ROOT));
    if (sound.loudness() != null) {
      steps.add("loudness " + sound.loudness());
    }
    return steps;
  }
}
