package io.kinora.server.http;

import io.kinora.engine.EngineCard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The server's settings that affect requests.
///
/// @param publicUrl the server's base URL for clients, without a trailing slash; null derives it
///     from each request
/// @param models the engine for each model name
/// @param engines the cards of the available engines
/// @param maxPixels the maximum number of pixels of a frame
/// @param maxSeconds the maximum length of a generated film
/// @param maxInputSeconds the maximum length of a film from a client
/// @param kept how long files are kept
public record Settings(
    @Nullable String publicUrl,
    Map<String, String> models,
    List<EngineCard> engines,
    long maxPixels,
    double maxSeconds,
    double maxInputSeconds,
    Duration kept) {
  public Settings {
    models = Map.copyOf(models);
    engines = List.copyOf(engines);
  }

  /// The engine for the name of a model or of an engine.
  public Optional<EngineCard> engine(String model) {
    String name = models.getOrDefault(model, model);
    return engines.stream().filter(card -> card.name().equals(name)).findFirst();
  }

  /// All names of models, sorted.
  public List<String> modelNames() {
    var names = new TreeSet<>(models.keySet());
    names.removeIf(name -> engine(name).isEmpty());
    engines.forEach(card -> names.add(card.name()));
    return List.copyOf(names);
  }
}
