package io.kinora.style;

import io.kinora.error.BadRequest;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The style of a clip, and its parameters.
///
/// @param name of a bundled style in either language, the file of a picture, or `none`
/// @param to the style of the last frame, to which it changes from the first frame on, named in the
///     same way; null if it stays the same
/// @param strength from 0 (no change) to 1
/// @param mask the file of a picture that is white where the style is painted; null means
///     everywhere
/// @param vgg the file of published weights of VGG-16 or VGG-19, with which a picture is painted by
///     optimisation in the style of another; null for none
public record StyleChoice(
    String name, @Nullable String to, double strength, @Nullable Path mask, @Nullable Path vgg) {
  /// No style, whatever the prompt says.
  public static final StyleChoice NONE = new StyleChoice(Styles.NONE, null, 1, null);

  /// A choice without published weights.
  ///
  /// @throws BadRequest if a style is unknown, or the strength is out of range
  public StyleChoice(String name, @Nullable String to, double strength, @Nullable Path mask) {
    this(name, to, strength, mask, null);
  }

  /// @throws BadRequest if a style is unknown, the strength is out of range, or published weights
  ///     are given for anything but the style of one picture
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
          "The weights of VGG work only with the style of one picture, and the style is %s."
              .formatted(to == null ? name : name + " to " + to),
          "Name a picture as the style, or leave the weights out.",
          "style");
    }
  }

  /// A copy that is painted by optimisation with published weights; null for none.
  public StyleChoice vgg(@Nullable Path weights) {
    return new StyleChoice(name, to, strength, mask, weights);
  }

  /// A style at its full strength, on the whole of every frame.
  public static StyleChoice of(String name) {
    return new StyleChoice(name, null, 1, null);
  }

  /// The canonical name of a bundled style, or the given name of a file.
  private static String checked(String name) {
    String plain = name.strip();
    if (plain.equalsIgnoreCase(Styles.NONE) || plain.equals("无")) {
      return Styles.NONE;
    }
    return isFile(plain) ? plain : Styles.require(plain).label();
  }

  /// Whether a name is that of a file, even of a missing one, as in a record whose file no longer
  /// exists.
  private static boolean isFile(String name) {
    try {
      return name.matches("(?i).*[/\\\\].*|.*\\.(png|jpe?g|webp|bmp|gif|tiff?|avif|heic)")
          || Files.isRegularFile(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /// Whether it leaves every frame unchanged.
  public boolean changesNothing() {
    return strength == 0 || (name.equals(Styles.NONE) && (to == null || to.equals(Styles.NONE)));
  }

  /// The bundled style of a name; empty for `none` and for a picture.
  static Optional<NamedStyle> bundled(String name) {
    return Styles.find(name).filter(style -> style.label().equals(name));
  }

  /// The steps in the notation of the command line.
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
