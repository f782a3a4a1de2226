package io.kinora.studio;

import io.kinora.error.BadRequest;
import io.kinora.render.Look;
import io.kinora.studio.Film.Output;
import java.nio.file.Path;
import java.util.List;

/// A request to make one film of others: which ones, what is done to them, into which file.
///
/// @param inputs videos, in the order in which they follow
/// @param look what is done to the whole
public record Montage(List<Path> inputs, Look look, Output output) {
  public Montage {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw new BadRequest(
          "There is nothing to render.",
          "Name one or more videos, as in kinora render a.mp4 b.mp4 -o film.mp4.",
          "input-file");
    }
    if (inputs.size() > 1) {
      throw new BadRequest(
          "Joining " + inputs.size() + " videos is not possible yet.",
          "Render one at a time.",
          "input-file");
    }
  }
}
