package io.kinora.script;

import io.kinora.render.time.Transition;
import io.kinora.shot.Camera;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One shot of a script.
///
/// @param number from 1
/// @param title its heading
/// @param line its first line, from 1
/// @param prompt its prompt, with the names of the cast replaced by their descriptions
/// @param cast the members in it, in the order of the prompt
/// @param place the name of its place, if the script names one; otherwise null
/// @param seconds its length
/// @param camera null leaves it to the prompt
/// @param seed null means the place's or the script's
/// @param transition from the previous shot
/// @param continues whether it continues the previous shot as one take
/// @param captions in order
/// @param narration null for none
public record ScriptShot(
    int number,
    String title,
    int line,
    String prompt,
    List<Member> cast,
    @Nullable String place,
    double seconds,
    @Nullable Camera camera,
    @Nullable Long seed,
    Transition transition,
    boolean continues,
    List<Caption> captions,
    @Nullable Narration narration) {
  public ScriptShot {
    cast = List.copyOf(cast);
    captions = List.copyOf(captions);
  }
}
