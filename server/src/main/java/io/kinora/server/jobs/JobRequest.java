package io.kinora.server.jobs;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.shot.Camera;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.SubjectMotion;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The request of a client. Every dialect is converted to it, and the job depends on it alone.
///
/// @param dialect of the client: `runway`, `openai` or `kinora`
/// @param model as the client named it, for prices and reports
/// @param engine the engine that draws
/// @param prompt empty if the operation needs none
/// @param format size, rate and length; for an extension, the length added
/// @param inputs files that the client sent or named, in the store
/// @param options settings of the engine, as its card declares them
public record JobRequest(
    String dialect,
    Operation operation,
    String model,
    String engine,
    String prompt,
    long seed,
    Format format,
    Motion motion,
    List<Input> inputs,
    SortedMap<String, String> options,
    Extras extras,
    Delivery delivery) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// The motion of camera and subjects.
  ///
  /// @param camera null leaves it to the prompt
  public record Motion(@Nullable Camera camera, double parallax, SubjectMotion subject) {
    /// As the prompt says.
    public static final Motion AS_SAID =
        new Motion(null, Movement.DEFAULT_PARALLAX, SubjectMotion.AS_SAID);
  }

  /// An input file of the client.
  ///
  /// @param role its purpose: `video`, `audio`, `region`, `word`, or `image-ROLE` of the engine
  /// @param key in the store
  /// @param type MIME type, detected from its bytes
  /// @param note information for its role: the noun of a picture, the motion of a region, the name
  ///     of a word
  public record Input(String role, String key, String type, String note) {}

  /// Parameters of particular operations.
  ///
  /// @param look steps such as `filter noir=0.5`
  /// @param script the text of a script; empty for none
  /// @param slower the factor by which a film becomes longer
  /// @param transition between joined films
  /// @param target the size of the result if it differs from the generated one
  /// @param rate of the result if it differs from the generated one
  /// @param inputSeconds the length of the input films
  /// @param style the style; null leaves it to the prompt
  public record Extras(
      List<String> look,
      String script,
      double slower,
      String transition,
      @Nullable FrameSize target,
      @Nullable FrameRate rate,
      double inputSeconds,
      @Nullable Style style) {
    /// No such parameters.
    public static final Extras NONE = new Extras(List.of(), "", 1, "cut", null, null, 0, null);

    public Extras {
      look = List.copyOf(look);
    }
  }

  /// The style of a film.
  ///
  /// @param name of a bundled style, or `none`; empty for an input in the role `style`
  /// @param to the style of the last frame; null if it stays the same
  /// @param strength from 0 to 1
  public record Style(String name, @Nullable String to, double strength) {}

  /// The format of the resulting file.
  ///
  /// @param ending file name extension with the dot
  /// @param codec null means the default
  /// @param profile of the codec; null means the default
  public record Delivery(String ending, @Nullable String codec, @Nullable String profile) {
    /// H.264 in MP4.
    public static final Delivery MP4 = new Delivery(".mp4", null, null);

    /// Measurements as JSON.
    public static final Delivery NUMBERS = new Delivery(".json", null, null);

    /// Whether it is measurements as JSON.
    public boolean isNumbers() {
      return ending.equals(".json");
    }

    /// Whether it is a single video file.
    public boolean isVideo() {
      return !isNumbers() && !ending.equals(".zip");
    }

    /// Its name in price lists; empty for the default format.
    public String priced() {
      return switch (ending) {
        case ".mov" -> "prores";
        case ".zip" -> "png_sequence";
        default -> "";
      };
    }
  }

  public JobRequest {
    inputs = List.copyOf(inputs);
    options = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  /// The inputs with a role.
  public List<Input> inputs(String role) {
    return inputs.stream().filter(input -> input.role().equals(role)).toList();
  }

  /// A copy with another list of inputs.
  public JobRequest withInputs(List<Input> value) {
    return new JobRequest(
        dialect, operation, model, engine, prompt, seed, format, motion, value, options, extras,
        delivery);
  }

  /// The request as one line of JSON.
  public String json() {
    return JSON.writeValueAsString(this);
  }

  /// Reads what [#json] wrote.
  public static JobRequest parse(String text) {
    return JSON.readValue(text, JobRequest.class);
  }

  /// Settings from names and values.
  public static SortedMap<String, String> options(Map<String, String> values) {
    return new TreeMap<>(values);
  }
}
