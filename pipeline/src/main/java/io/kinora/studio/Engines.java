package io.kinora.studio;

import io.kinora.error.BadRequest;
import io.kinora.generate.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/// The engines on the class path, found by [ServiceLoader].
public final class Engines {
  private Engines() {}

  /// All engines, sorted by name; whoever asked closes them.
  public static List<Engine> all() {
    var engines = new ArrayList<Engine>();
    ServiceLoader.load(Engine.class, Engine.class.getClassLoader()).forEach(engines::add);
    engines.sort(java.util.Comparator.comparing(engine -> engine.card().name()));
    return engines;
  }

  /// The engine of this name; whoever asked closes it.
  ///
  /// @throws BadRequest if there is none; the message lists those that there are
  public static Engine named(String name) {
    Engine found = null;
    var names = new ArrayList<String>();
    for (Engine engine : all()) {
      names.add(engine.card().name());
      if (found == null && engine.card().name().equals(name)) {
        found = engine;
      } else {
        engine.close();
      }
    }
    if (found == null) {
      throw new BadRequest(
          "There is no engine named \"" + name + "\".",
          names.isEmpty()
              ? "No engine is on the class path."
              : "Those here are: " + String.join(", ", names) + ".",
          "engine");
    }
    return found;
  }
}
