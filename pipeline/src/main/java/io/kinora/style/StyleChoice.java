package io.kinora.style;

import io.kinora.error.BadRequest;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which style a clip is painted in, and how.
///
/// @param name of a bundled style in either language, the file of a picture, or `none`
/// @param to the style that it becomes from the first frame to the last, named in the same way;
///     null if it stays
/// @param strength from 0, where nothing changes, to 1
/// @param mask the file of a picture that is white where the style is painted; null is everywhere
/// @param vgg the file of published weights of VGG-16 or VGG-19, with which a picture is painted by
///     optimisation in the hand of another; null is without
public record StyleChoice(
    String name, @Nullable String to, double strength, @Nullable Path mask, @Nullable Path vgg) {
  /// No style, whatever the prompt says.
  public static final StyleChoice NONE = new StyleChoice(Styles.NONE, null, 1, null);

  /// Without published weights.
  ///
  /// @throws BadRequest if a style is not known, or the strength is out of range
  public StyleChoice(String name, @Nullable String to, double strength, @Nullable Path mask) {
    this(name, to, strength, mask, null);
  }

  /// @throws BadRequest if a style is not known, the strength is out of range, or published weights
  ///     are given for anything but the hand of one picture
  public StyleChoice {
    if (!(strength >= 0 && strength <= 1)) {
      throw new BadRequest(
          "The style's strength is " + strength + ", but it must be from 0 to 1.",
          "0 changes nothing, 1 is the whole style.",
          "style");
    }
    name = checked(name);
    to = to == null ? null : checked(to);
    if (vgg != null && (to != null || name.equals(Styles.NONE) || bundled(name).isPresent())) {
      throw new BadRequest(
          "The weights of VGG paint in the hand of one picture, and the style is %s."
              .formatted(to == null ? name : name + " to " + to),
          "Name a picture as the style, or leave the weights out.",
          "style");
    }
  }

  /// The same, painted by optimisation with published weights; null is without.
  public StyleChoice vgg(@Nullable Path weights) {
    return new StyleChoice(name, to, strength, mask, weights);
  }

  /// A style at its full strength, on the whole of every frame.
  public static StyleChoice of(String name) {
    return new StyleChoice(name, null, 1, null);
  }

  /// A bundled style by its own name, a file as it was named.
  private static String checked(String name) {
    String plain = name.strip();
    if (plain.equalsIgnoreCase(Styles.NONE) || plain.equals("无")) {
      return Styles.NONE;
    }
    return isFile(plain) ? plain : Styles.require(plain).label();
  }

  /// A file, or what has the name of one, such as a record's whose file is gone.
  private static boolean isFile(String name) {
    try {
      return name.matches("(?i).*[/\\\\].*|.*\\.(png|jpe?g|webp|bmp|gif|tiff?|avif|heic)")
          || Files.isRegularFile(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /// Whether it leaves every frame as it is.
  public boolean changesNothing() {
    return strength == 0 || (name.equals(Styles.NONE) && (to == null || to.equals(Styles.NONE)));
  }

  /// The bundled style of a name; empty for `none` and for a picture.
  static Optional<NamedStyle> bundled(String name) {
    return Styles.find(name).filter(style -> style.label().equals(name));
  }

  /// What is done, as the command line names it.
  public List<String> steps() {
    var steps = new ArrayList<>(List.of("style " + name));
    if (to != null) {
      steps.add("style-to " + to);
    }
    if (strength != 1) {
      steps.add("style-strength " + strength);
    }
    if (mask != null) {
      steps.add("style-mask " + mask);
    }
    if (vgg != null) {
      steps.add("vgg " + vgg);
    }
    return steps;
  }
}
