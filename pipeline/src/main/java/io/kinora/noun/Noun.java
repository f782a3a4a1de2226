package io.kinora.noun;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A thing that the bundled model knows by name: a row of `nouns.tsv`.
///
/// @param key its name in files, such as `hot-dog`
/// @param english its names, most usual first
/// @param chinese the same, in simplified characters
/// @param category its category, such as `animal`
/// @param height of the depicted part in metres: of the face, if its picture shows only a face
/// @param action its default action: one of the bundled model's vocabulary
/// @param colours of its picture, dominant first; empty if it has no typical colour
/// @param picture the code points in hexadecimal, joined by `-`, of the emoji that shows it, or
///     `kinora` if this project draws it
/// @param homes its default scenes and places; empty leaves them to its habitat
public record Noun(
    String key,
    List<Name> english,
    List<String> chinese,
    String category,
    double height,
    Habitat habitat,
    String action,
    Manner manner,
    List<String> colours,
    String picture,
    List<String> homes) {
  /// The value of [#picture] for this project's own drawings.
  public static final String OWN = "kinora";

  /// An English name.
  ///
  /// @param plural regular, unless the table has another
  public record Name(String singular, String plural) {
    /// Reads `mouse/mice`, or `cat`.
    static Name parse(String text) {
      int slash = text.indexOf('/');
      return slash < 0
          ? new Name(text, plural(text))
          : new Name(text.substring(0, slash), text.substring(slash + 1));
    }

    private static String plural(String singular) {
      int of = singular.indexOf(" of ");
      if (of > 0) {
        return plural(singular.substring(0, of)) + singular.substring(of);
      }
      if (singular.matches(".*(s|x|z|ch|sh)")) {
        return singular + "es";
      }
      if (singular.matches(".*[^aeiou]y")) {
        return singular.substring(0, singular.length() - 1) + "ies";
      }
      return singular + "s";
    }
  }

  public Noun {
    english = List.copyOf(english);
    chinese = List.copyOf(chinese);
    colours = List.copyOf(colours);
    homes = List.copyOf(homes);
    Objects.requireNonNull(habitat);
    Objects.requireNonNull(manner);
    if (english.isEmpty() || chinese.isEmpty() || !(height > 0)) {
      throw new IllegalArgumentException("The noun " + key + " lacks names or a height.");
    }
  }

  /// A copy with another action and motion.
  ///
  /// @param times factor of its height
  public Noun doing(String what, Manner how, double times) {
    return new Noun(
        key,
        english,
        chinese,
        category,
        height * times,
        habitat,
        what,
        how,
        colours,
        picture,
        homes);
  }

  /// A copy with another habitat.
  public Noun in(Habitat where) {
    return new Noun(
        key, english, chinese, category, height, where, action, manner, colours, picture, homes);
  }

  /// Whether it is a person, an animal, a creature of fantasy, or one of them in a pose.
  public boolean lives() {
    return Set.of("animal", "person", "fantasy", "pose").contains(category);
  }

  /// Whether this project draws its picture.
  public boolean own() {
    return picture.equals(OWN);
  }
}
