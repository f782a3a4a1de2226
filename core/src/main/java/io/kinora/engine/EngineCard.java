package io.kinora.engine;

import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import io.kinora.shot.EngineOptions;
import java.util.List;

/// The description of an engine. It is known without loading a model.
///
/// @param name as in `--engine house`
/// @param summary one sentence
/// @param licence the licence of its weights
/// @param preferredSize the size that the engine was made for
/// @param options the settings that it accepts; no flag of the command line may have the same name
public record EngineCard(
    String name,
    String summary,
    String licence,
    FrameSize preferredSize,
    List<EngineOption> options) {
  public EngineCard {
    options = List.copyOf(options);
  }

  /// Whether a shot must name the folder of the weights: [Engine#WEIGHTS].
  public boolean needsWeights() {
    return options.stream().anyMatch(option -> option.name().equals(Engine.WEIGHTS));
  }

  /// Rejects settings that the engine does not declare, and values outside their range.
  ///
  /// @throws BadRequest if there are any
  public void check(EngineOptions given) {
    given.values().forEach((key, value) -> declared(key).check(value));
  }

  private EngineOption declared(String key) {
    return options.stream()
        .filter(option -> option.keys().anyMatch(key::equals))
        .findFirst()
        .orElseThrow(() -> unknown(key));
  }

  private BadRequest unknown(String key) {
    List<String> known = options.stream().map(EngineOption::name).sorted().toList();
    return new BadRequest(
        "The engine \"%s\" has no setting \"%s\".".formatted(name, key),
        known.isEmpty()
            ? "Leave it out, or choose another engine."
            : "Its settings are: " + String.join(", ", known) + ".",
        "engine");
  }
}
