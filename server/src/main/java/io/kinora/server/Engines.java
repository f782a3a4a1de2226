package io.kinora.server;

import io.kinora.engine.EngineCard;
import io.kinora.error.BadRequest;
import io.kinora.server.http.Settings;
import io.kinora.shot.EngineOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The engines of a node, and the model names of other services that they are mapped to.
final class Engines {
  /// The model names of other services; by default, the bundled engine serves them.
  private static final List<String> MODELS =
      List.of(
          "gen4.5",
          "gen4_turbo",
          "gen3a_turbo",
          "gen4_aleph",
          "aleph2",
          "upscale_v1",
          "veo3.1",
          "veo3.1_fast",
          "hailuo3",
          "happyhorse_1_0",
          "seedance2",
          "seedance2_fast",
          "seedance2_mini",
          "seedance2_5",
          "gemini_omni_flash",
          "gemini_omni_flash_1.1",
          "grok_imagine_1_5",
          "wan3",
          "wan3_prime",
          "h3_max",
          "magnific_video_upscaler_creative",
          "enhance_frame_rate",
          "sora-2",
          "sora-2-pro");

  private Engines() {}

  static Settings settings(ServerConfig config) {
    var options = options(config);
    List<EngineCard> cards =
        io.kinora.studio.Engines.cards().stream()
            .filter(
                card ->
                    !card.needsWeights()
                        || options.getOrDefault(card.name(), Map.of()).containsKey("weights"))
            .toList();
    var models = new HashMap<String, String>();
    MODELS.forEach(model -> models.put(model, "house"));
    config
        .under("model")
        .forEach(
            (model, engine) -> {
              if (cards.stream().noneMatch(card -> card.name().equals(engine))) {
                throw refused(
                    "The model %s is mapped to the engine \"%s\", which does not exist here."
                        .formatted(model, engine));
              }
              models.put(model, engine);
            });
    String url = config.text("public-url");
    return new Settings(
        url.isEmpty() ? null : url,
        models,
        cards,
        config.whole("max-pixels"),
        config.whole("max-seconds"),
        config.whole("max-input-seconds"),
        config.duration("kept-hours", Duration.ofHours(1)));
  }

  /// The settings of each engine in the configuration, validated against its card.
  static Map<String, Map<String, String>> options(ServerConfig config) {
    var options = new TreeMap<String, Map<String, String>>();
    config
        .under("engine")
        .forEach(
            (name, value) -> {
              String[] parts = name.split("\\.", 2);
              options.computeIfAbsent(parts[0], _ -> new TreeMap<>()).put(parts[1], value);
            });
    options.forEach(
        (engine, values) ->
            io.kinora.studio.Engines.cards().stream()
                .filter(card -> card.name().equals(engine))
                .findFirst()
                .orElseThrow(() -> refused("There is no engine \"%s\".".formatted(engine)))
                .check(EngineOptions.of(values)));
    return options;
  }

  private static BadRequest refused(String problem) {
    return new BadRequest(
        problem,
        "The engines are: " + String.join(", ", io.kinora.studio.Engines.names()) + ".",
        "server-settings");
  }
}
