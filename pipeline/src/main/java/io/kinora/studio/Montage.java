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

/// A request to make one film of others: inputs, joining, look, style, sound and output file.
///
/// @param inputs videos and pictures, in order
/// @param regions parts of the picture that move by themselves, at most five; their masks apply to
///     the whole film
/// @param look the look of the whole film
/// @param style the style of the whole film, applied after the look; null for none
public record Montage(
    List<Path> inputs,
    Joining joining,
    List<Region> regions,
    Look look,
    @Nullable StyleChoice style,
    Soundtrack sound,
    Output output) {
  /// A montage without a style.
  public Montage(
      List<Path> inputs,
      Joining joining,
      List<Region> regions,
      Look look,
      Soundtrack sound,
      Output output) {
    this(inputs, joining, regions, look, null, sound, output);
  }

  /// A montage of one video or picture that is only painted in a style; its sound is kept.
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

  /// The record of the painting, if this montage equals one of [#painted].
  Optional<RenderRecord.Painting> painting() {
    return style != null && equals(painted(inputs.getFirst(), style, joining.still(), output))
        ? Optional.of(new RenderRecord.Painting(style, joining.still()))
        : Optional.empty();
  }

  /// @param fit how inputs with another aspect ratio are fitted to the size
  /// @param size null means that of the first input
  /// @param rate null means that of the first input
  /// @param scaler how inputs are enlarged
  /// @param balance how their colours are corrected and matched
  /// @param still how many seconds a picture is shown, from 0.04 to 600
  public record Joining(
      Transition transition,
      Fit fit,
      @Nullable FrameSize size,
      @Nullable FrameRate rate,
      Scaler scaler,
      Balance balance,
      double still) {
    /// The default display time of a picture in seconds.
    public static final double STILL = 4;

    /// Joining by cuts, in the first input's size and rate.
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

  /// A colour correction that is measured on each input.
  public enum Auto {
    /// White balance.
    WHITE_BALANCE,
    /// Levels: the darkest value becomes black and the brightest white.
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
          "The corrections are white-balance and levels, as in white-balance,levels.",
          "look");
    }
  }

  /// @param auto the automatic corrections, white balance before levels
  /// @param reference a picture or a video whose colours all inputs are then matched to; null for
  ///     none
  public record Balance(Set<Auto> auto, @Nullable Path reference) {
    /// No correction.
    public static final Balance NONE = new Balance(Set.of(), null);

    public Balance {
      auto = Set.copyOf(auto);
    }
  }

  /// The use of the inputs' sound.
  public enum InputSound {
    /// It is kept, unless there is a sound file.
    KEEP,
    /// It is mixed with the sound file.
    MIX,
    /// It is dropped.
    DROP
  }

  /// @param audio a sound file, looped or cut to the film's length; null for none
  /// @param inputs the use of the inputs' sound
  /// @param loudness of the whole sound in LUFS, from -40 to -5; null leaves it unchanged
  public record Soundtrack(@Nullable Path audio, InputSound inputs, @Nullable Double loudness) {
    /// The unchanged sound of the inputs.
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

    /// Whether the sound of the inputs is used.
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

  /// The steps in the notation of the command line.
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
