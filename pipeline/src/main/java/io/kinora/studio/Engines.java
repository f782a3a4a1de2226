package io.kinora.studio;

import io.kinora.engine.Engine;
import io.kinora.engine.EngineName;
import io.kinora.error.BadRequest;
import io.kinora.error.KinoraException;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// The engines on the class path, found by [ServiceLoader]. Only the one that is asked for loads
/// its model.
public final class Engines {
  private Engines() {}

  /// The names of all engines, sorted.
  public static List<String> names() {
    return providers().map(Engines::name).sorted().toList();
  }

  /// The engine of this name; whoever asked closes it.
  ///
  /// @throws BadRequest if there is none; the message lists those that there are
  public static Engine named(String name) {
    ServiceLoader.Provider<Engine> provider =
        providers()
            .filter(candidate -> name(candidate).equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(name));
    try {
      return provider.get();
    } catch (ServiceConfigurationError e) {
      if (e.getCause() instanceof KinoraException cause) {
        throw cause; // what the engine itself says, for example of its weights
      }
      throw e;
    }
  }

  private static Stream<ServiceLoader.Provider<Engine>> providers() {
    return ServiceLoader.load(Engine.class, Engine.class.getClassLoader()).stream();
  }

  private static String name(ServiceLoader.Provider<Engine> provider) {
    EngineName name = provider.type().getAnnotation(EngineName.class);
    return name == null ? provider.type().getName() : name.value();
  }

  private static BadRequest unknown(String name) {
    return new BadRequest(
        "There is no engine named \"" + name + "\".",
        names().isEmpty()
            ? "No engine is on the class path."
            : "Those here are: " + String.join(", ", names()) + ".",
        "engine");
  }
}
