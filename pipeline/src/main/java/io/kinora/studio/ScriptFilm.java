package io.kinora.studio;

import io.kinora.error.BadRequest;
import io.kinora.script.Script;
import io.kinora.studio.Film.Output;
import java.nio.file.Path;

/// A request to make the film of a script.
///
/// @param shot the number of the only shot to make, from 1; 0 makes all
/// @param preview whether it is a small and fast preview
/// @param fresh whether cached shots are drawn again
/// @param cache the folder of drawn shots; it is created if missing
public record ScriptFilm(
    Script script, int shot, boolean preview, boolean fresh, Path cache, Output output) {
  public ScriptFilm {
    if (shot < 0 || shot > script.shots().size()) {
      throw new BadRequest(
          "The script has no shot %d.".formatted(shot),
          "It has shots 1 to %d.".formatted(script.shots().size()),
          "script");
    }
  }

  /// A request for the whole `script` at full size.
  public ScriptFilm(Script script, Path cache, Output output) {
    this(script, 0, false, false, cache, output);
  }
}
