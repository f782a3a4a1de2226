package io.kinora.script;

import io.kinora.render.time.Transition;
import io.kinora.shot.Camera;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One shot of a script.
///
/// @param number from 1
/// @param title its heading
/// @param line on which it begins, from 1
/// @param prompt what it shows, the names of the cast replaced by their descriptions
/// @param cast who is in it, in the order in which the prompt names them
/// @param place the name of its place, where the script names one; else null
/// @param seconds how long it is
/// @param camera null leaves it to the prompt
/// @param seed null is the place's or the script's
/// @param transition how it follows the shot before it
/// @param continues whether it goes on from the shot before it as one take
/// @param captions in their order
/// @param narration what is spoken; null is nothing
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
