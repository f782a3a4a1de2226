package io.kinora.server.http;

import io.kinora.engine.EngineCard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What whoever runs the server has chosen, as far as requests see it.
///
/// @param publicUrl how clients reach the server, without a slash at its end; null takes what each
///     request says
/// @param models which engine draws for a model's name
/// @param engines the cards of the engines that can be used
/// @param maxPixels of a frame
/// @param maxSeconds of a film that is drawn
/// @param maxInputSeconds of a film that is sent
/// @param kept how long files stay
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

  /// The engine for a model's name, or for an engine's own.
  public Optional<EngineCard> engine(String model) {
    String name = models.getOrDefault(model, model);
    return engines.stream().filter(card -> card.name().equals(name)).findFirst();
  }

  /// All names that stand for a model, sorted.
  public List<String> modelNames() {
    var names = new TreeSet<>(models.keySet());
    names.removeIf(name -> engine(name).isEmpty());
    engines.forEach(card -> names.add(card.name()));
    return List.copyOf(names);
  }
}
