package io.kinora.studio;

import io.kinora.engine.Engine;
import io.kinora.engine.EngineCard;
import io.kinora.error.BadRequest;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// The engines on the class path, found by [ServiceLoader].
public final class Engines {
  private Engines() {}

  /// The cards of all engines, sorted by name.
  public static List<EngineCard> cards() {
    return all().map(Engine::card).sorted(Comparator.comparing(EngineCard::name)).toList();
  }

  /// The names of all engines, sorted.
  public static List<String> names() {
    return cards().stream().map(EngineCard::name).toList();
  }

  /// The engine of this name; the caller closes it.
  ///
  /// @throws BadRequest if there is none; the message lists the existing ones
  public static Engine named(String name) {
    return all()
        .filter(engine -> engine.card().name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static Stream<Engine> all() {
    try {
      return ServiceLoader.load(Engine.class, Engine.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList()
          .stream();
    } catch (ServiceConfigurationError e) {
      throw new BadRequest(
          "An engine on the class path cannot be loaded: %s.".formatted(e.getMessage()),
          "Remove its jar, or use the version of it for this Kinora.",
          "engine",
          e);
    }
  }

  private static BadRequest unknown(String name) {
    return new BadRequest(
        "There is no engine named \"" + name + "\".",
        names().isEmpty()
            ? "No engine is on the class path."
            : "The engines are: " + String.join(", ", names()) + ".",
        "engine");
  }
}
