package io.kinora.server.http;

import io.kinora.render.Catalogue;
import io.kinora.render.operation.Entry;
import io.kinora.render.operation.Kind;
import java.util.List;
import java.util.Locale;

/// Finds the names of looks in text.
public final class Looks {
  private Looks() {}

  /// The predefined looks that a text names, as steps of a look; at most five.
  public static List<String> namedIn(String text) {
    String words = " " + text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ") + " ";
    return Catalogue.of(Kind.FILTER).stream()
        .map(Entry::name)
        .filter(name -> words.contains(" " + name.replace('-', ' ') + " "))
        .map(name -> "filter " + name)
        .limit(5)
        .toList();
  }
}
