package io.kinora.render.operation;

import io.kinora.error.BadRequest;
import java.util.Arrays;
import java.util.Locale;

/// The parameter of a step, which follows the `=`.
public sealed interface Parameter {
  /// Its range as shown by `kinora render --list`.
  String range();

  /// A number.
  record Amount(double min, double max, double otherwise, String unit) implements Parameter {
    @Override
    public String range() {
      String unitText = unit.isEmpty() ? "" : " " + unit;
      return "%s … %s%s (%s)".formatted(plain(min), plain(max), unitText, plain(otherwise));
    }

    public double parse(String name, String text) {
      return text.isEmpty() ? otherwise : number(name, text);
    }

    public double number(String name, String text) {
      try {
        double number = Double.parseDouble(text.strip());
        if (number >= min && number <= max) {
          return number;
        }
      } catch (NumberFormatException e) {
        // rejected below, like a number out of range
      }
      throw refused(
          "%s is \"%s\", but it must be a number from %s to %s"
              .formatted(name, shown(text), plain(min), plain(max)),
          name + "=" + plain(otherwise));
    }

    /// Parses one number for red, green and blue together, or three separated by colons.
    public double[] three(String name, String text) {
      if (text.isEmpty()) {
        return new double[] {otherwise, otherwise, otherwise};
      }
      String[] parts = text.split(":", -1);
      if (parts.length != 1 && parts.length != 3) {
        throw refused(
            "%s is \"%s\", but it takes one number, or three for red, green and blue"
                .formatted(name, shown(text)),
            "%s=%s or %1$s=%2$s:%2$s:%2$s".formatted(name, plain(otherwise)));
      }
      return Arrays.stream(parts.length == 1 ? new String[] {text, text, text} : parts)
          .mapToDouble(part -> number(name, part))
          .toArray();
    }
  }

  /// No value.
  record None() implements Parameter {
    @Override
    public String range() {
      return "";
    }

    public void check(String name, String text) {
      if (!text.isEmpty()) {
        throw refused(name + " takes no value, but was given \"" + shown(text) + "\"", name);
      }
    }
  }

  /// Any other value: a file, a text, points of a curve.
  record Words(String range, String example) implements Parameter {
    public String require(String name, String text) {
      if (text.isBlank()) {
        throw refused(name + " needs a value: " + range, name + "=" + example);
      }
      return text;
    }
  }

  /// The error for an invalid value.
  static BadRequest refused(String problem, String example) {
    return new BadRequest(
        "The setting " + problem + ".",
        "Write it as in " + example + "; docs/render.md has all ranges.",
        "look");
  }

  /// A value formatted for a message: short, and without control characters.
  static String shown(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 60 ? clean : clean.substring(0, 60) + "…";
  }

  /// Formats a number without trailing zeros.
  static String plain(double number) {
    return number == Math.rint(number)
        ? Long.toString((long) number)
        : String.format(Locale.ROOT, "%s", number);
  }
}
