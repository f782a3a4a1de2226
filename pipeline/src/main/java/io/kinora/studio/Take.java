package io.kinora.studio;

import io.kinora.script.ScriptShot;
import java.util.List;

/// A part of a script's film that is drawn as one clip: a shot, or several that continue one
/// another.
///
/// @param shots in order
/// @param film the request for the engine, without a file
/// @param understood the names that the words were mapped to
/// @param notUnderstood words that the engine cannot draw
public record Take(
    List<ScriptShot> shots, Film film, List<String> understood, List<String> notUnderstood) {
  public Take {
    shots = List.copyOf(shots);
    understood = List.copyOf(understood);
    notUnderstood = List.copyOf(notUnderstood);
  }

  /// Its length in seconds.
  public double seconds() {
    return film.format().seconds();
  }
}
