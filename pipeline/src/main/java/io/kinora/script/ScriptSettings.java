package io.kinora.script;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.render.Look;
import io.kinora.render.time.Transition;
import io.kinora.shot.EngineOptions;
import io.kinora.style.StyleChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The front matter of a script.
///
/// @param title shown over the first shot; empty is none
/// @param seconds of a shot that says nothing else
/// @param seed the same seed gives the same frames
/// @param engine what draws it; empty is the one that comes with Kinora
/// @param options settings of the engine
/// @param look what is done to the whole film
/// @param style what the whole film is painted in then; null is as the shots say
/// @param transition between shots that say nothing else
/// @param music a file of sound under the whole film; null is none
/// @param volume of the music, from 0 to 1
/// @param loudness in LUFS of all that is heard; null leaves it
/// @param cast by name
/// @param places descriptions by name: `the park` may be `a meadow with trees`
/// @param captions where captions stand: `bottom`, `top`, or `off`
/// @param speech a command that speaks `{text}` into the WAV file `{file}`; empty is none
public record ScriptSettings(
    String title,
    FrameSize size,
    FrameRate rate,
    double seconds,
    long seed,
    String engine,
    EngineOptions options,
    Look look,
    @Nullable StyleChoice style,
    Transition transition,
    @Nullable Path music,
    double volume,
    @Nullable Double loudness,
    Map<String, Member> cast,
    Map<String, String> places,
    String captions,
    List<String> speech) {
  public ScriptSettings {
    speech = List.copyOf(speech);
  }

  /// With other settings of the engine.
  ScriptSettings with(EngineOptions other) {
    return new ScriptSettings(
        title,
        size,
        rate,
        seconds,
        seed,
        engine,
        other,
        look,
        style,
        transition,
        music,
        volume,
        loudness,
        cast,
        places,
        captions,
        speech);
  }
}
