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

/// What a client asks for. Every dialect is read into one of these, and the job is carried out from
/// it alone.
///
/// @param dialect whose words the client speaks: `runway`, `openai` or `kinora`
/// @param model as the client named it; prices and reports go by it
/// @param engine that draws
/// @param prompt empty where the operation needs none
/// @param format size, rate and length; of an extension, the length that is added
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

  /// How things move.
  ///
  /// @param camera null leaves it to the prompt
  public record Motion(@Nullable Camera camera, double parallax, SubjectMotion subject) {
    /// As the prompt says.
    public static final Motion AS_SAID =
        new Motion(null, Movement.DEFAULT_PARALLAX, SubjectMotion.AS_SAID);
  }

  /// A file of the client.
  ///
  /// @param role what it is for: `video`, `audio`, `region`, `word`, or `image-PART` of the engine
  /// @param key in the store
  /// @param type of MIME, as its bytes say
  /// @param note what its role needs to know: the noun of a picture, the motion of a region, the
  ///     name of a word
  public record Input(String role, String key, String type, String note) {}

  /// What only some operations take.
  ///
  /// @param look steps such as `filter noir=0.5`
  /// @param script the text of a script; empty is none
  /// @param slower how many times as long a film gets
  /// @param transition between films that are joined
  /// @param target the size of what comes out where it is not the drawn one
  /// @param rate of what comes out where it is not the drawn one
  /// @param inputSeconds the length of the films that come in
  /// @param style what it is painted in; null is as the prompt says
  public record Extras(
      List<String> look,
      String script,
      double slower,
      String transition,
      @Nullable FrameSize target,
      @Nullable FrameRate rate,
      double inputSeconds,
      @Nullable Style style) {
    /// Nothing of it.
    public static final Extras NONE = new Extras(List.of(), "", 1, "cut", null, null, 0, null);

    public Extras {
      look = List.copyOf(look);
    }
  }

  /// What a film is painted in.
  ///
  /// @param name of a bundled style, or `none`; that of an input in the role `style` is empty
  /// @param to what it becomes to the last frame; null if it stays
  /// @param strength from 0 to 1
  public record Style(String name, @Nullable String to, double strength) {}

  /// In which form the file is handed over.
  ///
  /// @param ending of its name, with the dot
  /// @param codec null is the usual one
  /// @param profile of the codec; null is the usual one
  public record Delivery(String ending, @Nullable String codec, @Nullable String profile) {
    /// H.264 in MP4.
    public static final Delivery MP4 = new Delivery(".mp4", null, null);

    /// Numbers as JSON.
    public static final Delivery NUMBERS = new Delivery(".json", null, null);

    /// Whether it is numbers.
    public boolean isNumbers() {
      return ending.equals(".json");
    }

    /// Whether it is one file that a player shows.
    public boolean isVideo() {
      return !isNumbers() && !ending.equals(".zip");
    }

    /// The name of it in price lists; empty for the usual form.
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

  /// The inputs in a role.
  public List<Input> inputs(String role) {
    return inputs.stream().filter(input -> input.role().equals(role)).toList();
  }

  /// With another list of inputs.
  public JobRequest withInputs(List<Input> value) {
    return new JobRequest(
        dialect, operation, model, engine, prompt, seed, format, motion, value, options, extras,
        delivery);
  }

  /// As one line of JSON.
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
