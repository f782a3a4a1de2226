package io.kinora.studio;

import io.kinora.script.ScriptShot;
import java.util.List;

/// What is drawn at one go: a shot of a script, or several that continue one another.
///
/// @param shots in their order
/// @param film what an engine is asked for, without a file
/// @param understood what the words were taken for
/// @param notUnderstood words that the engine cannot draw
public record Take(
    List<ScriptShot> shots, Film film, List<String> understood, List<String> notUnderstood) {
  public Take {
    shots = List.copyOf(shots);
    understood = List.copyOf(understood);
    notUnderstood = List.copyOf(notUnderstood);
  }

  /// How long it is, in seconds.
  public double seconds() {
    return film.format().seconds();
  }
}
