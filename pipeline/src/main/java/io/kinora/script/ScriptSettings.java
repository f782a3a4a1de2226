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
/// @param title shown over the first shot; empty for none
/// @param seconds default length of a shot
/// @param seed the same seed gives the same frames
/// @param engine the engine that draws it; empty means the bundled one
/// @param options settings of the engine
/// @param look the look of the whole film
/// @param style the style of the whole film, applied after the look; null leaves it to the shots
/// @param transition default transition between shots
/// @param music a sound file for the whole film; null for none
/// @param volume of the music, from 0 to 1
/// @param loudness of the whole sound in LUFS; null leaves it unchanged
/// @param cast by name
/// @param places descriptions by name: `the park` may be `a meadow with trees`
/// @param captions position of captions: `bottom`, `top`, or `off`
/// @param speech a command that speaks `{text}` into the WAV file `{file}`; empty for none
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

  /// A copy with other settings of the engine.
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
