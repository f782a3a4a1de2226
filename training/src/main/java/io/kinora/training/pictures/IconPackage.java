package io.kinora.training.pictures;

import io.kinora.error.BadRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A package of icons in the format of Iconify: `icons.json` with their SVG bodies, and
/// `chars.json` with the icon of each character.
final class IconPackage {
  /// The margin around an icon for its outline and motion, as a share of its side.
  private static final double MARGIN = .055;

  /// The maximum depth of aliases of aliases.
  private static final int DEEPEST = 4;

  /// The variation selector that requests emoji presentation.
  private static final String SELECTOR = "-fe0f";

  private final JsonNode icons;
  private final Map<String, String> names = new HashMap<>();

  /// @param folder of the unpacked package
  IconPackage(Path folder) {
    icons = json(folder.resolve("icons.json"));
    for (var entry : json(folder.resolve("chars.json")).properties()) {
      names.putIfAbsent(plain(entry.getKey()), entry.getValue().asString());
    }
  }

  private static String plain(String characters) {
    return characters.replace(SELECTOR, "");
  }

  /// The icon of some characters as an SVG file, if there is one.
  ///
  /// @param characters their code points in hexadecimal, joined by `-`
  Optional<String> svg(String characters) {
    String name = names.get(plain(characters));
    for (int i = 0; name != null && i < DEEPEST; i++) {
      JsonNode icon = icons.path("icons").path(name);
      if (icon.has("body")) {
        return Optional.of(svg(icon));
      }
      name = icons.path("aliases").path(name).path("parent").asString(null);
    }
    return Optional.empty();
  }

  private String svg(JsonNode icon) {
    double width = number(icon, "width", number(icons, "width", 16));
    double height = number(icon, "height", number(icons, "height", 16));
    double side = Math.max(width, height) * (1 + 2 * MARGIN);
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
        width="256" height="256" viewBox="%.4f %.4f %.4f %.4f">%s</svg>
        """,
        (width - side) / 2,
        (height - side) / 2,
        side,
        side,
        icon.path("body").asString());
  }

  private static double number(JsonNode node, String key, double otherwise) {
    return node.path(key).asDouble(otherwise);
  }

  private static JsonNode json(Path file) {
    try {
      return JsonMapper.shared().readTree(Files.readString(file));
    } catch (IOException | JacksonException e) {
      throw new BadRequest(
          "The icons %s cannot be read: %s.".formatted(file, e.getMessage()),
          "Give the folder of an unpacked package of @iconify-json that has icons.json and"
              + " chars.json.",
          "pictures",
          e);
    }
  }
}
