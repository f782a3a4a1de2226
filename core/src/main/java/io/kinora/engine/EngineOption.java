package io.kinora.engine;

import io.kinora.error.BadRequest;
import io.kinora.shot.EngineOptions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/// A setting that an engine declares. The command line turns it into a flag, the record of a film
/// keeps its value, and values are validated against it before any work is done.
///
/// @param name of the flag, without dashes: `steps`
/// @param label the placeholder of the value in help: `N`
/// @param help what it does, without a full stop: `Solver steps`
/// @param values which values it accepts
/// @param usual the default value, as help shows it; empty if there is none
/// @param repeatable whether it may be given several times; the values are joined by line breaks
public record EngineOption(
    String name, String label, String help, Values values, String usual, boolean repeatable) {
  /// Which values a setting accepts.
  public sealed interface Values {
    /// Any text.
    record Text() implements Values {}

    /// The name of a file or folder. A server sets such settings itself, because a network client
    /// must not name the server's files.
    record File() implements Values {}

    /// Whole numbers in a range.
    record Whole(int min, int max) implements Values {}

    /// Numbers in a range.
    record Real(double min, double max) implements Values {}

    /// One of some words.
    record Choice(List<String> words) implements Values {
      public Choice {
        words = List.copyOf(words);
      }
    }

    /// The file of a picture and its role in the film: `FILE:last`. Without a role it has the first
    /// of the roles. Each role is a separate setting, `image-last`. Some roles may say what the
    /// picture shows, `FILE:subject=dog`, which is the setting `image-subject-noun`.
    ///
    /// @param parts the roles
    /// @param named the roles that may say what the picture shows
    record Picture(List<String> parts, Set<String> named) implements Values {
      public Picture {
        parts = List.copyOf(parts);
        named = Set.copyOf(named);
      }
    }
  }

  /// A setting with a default that may be given once.
  public EngineOption(String name, String label, String help, Values values, String usual) {
    this(name, label, help, values, usual, false);
  }

  /// The keys of the values of this setting in [EngineOptions].
  public Stream<String> keys() {
    return values instanceof Values.Picture(var parts, var named)
        ? Stream.concat(parts.stream().map(this::key), named.stream().map(this::nounKey))
        : Stream.of(name);
  }

  /// The key of a picture's role.
  public String key(String part) {
    return name + "-" + part;
  }

  /// The key of the noun that says what the picture of a role shows.
  public String nounKey(String part) {
    return key(part) + "-noun";
  }

  /// The value as given.
  public Optional<String> text(EngineOptions options) {
    return options.get(name);
  }

  /// The value as a number.
  public OptionalDouble number(EngineOptions options) {
    return options
        .get(name)
        .map(value -> OptionalDouble.of(number(value)))
        .orElse(OptionalDouble.empty());
  }

  private double number(String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw refused(value);
    }
  }

  /// Rejects a value that is not one of [#values].
  ///
  /// @throws BadRequest if it is not
  void check(String value) {
    boolean fits =
        switch (values) {
          case Values.Text _, Values.File _, Values.Picture _ -> !value.isEmpty();
          case Values.Whole(int min, int max) -> {
            double number = number(value);
            yield number >= min && number <= max && number == Math.rint(number);
          }
          case Values.Real(double min, double max) -> {
            double number = number(value);
            yield number >= min && number <= max;
          }
          case Values.Choice(var words) -> words.contains(value);
        };
    if (!fits) {
      throw refused(value);
    }
  }

  private BadRequest refused(String value) {
    return new BadRequest(
        "The setting %s is \"%s\", but it must be %s.".formatted(name, value, range()),
        usual.isEmpty()
            ? "Give it such a value, or leave it out."
            : "Its default is " + usual + ".",
        "engine-settings");
  }

  /// The values in words: `a whole number from 1 to 1000`.
  public String range() {
    return switch (values) {
      case Values.Text _ -> "a text that is not empty";
      case Values.File _ -> "the name of a file";
      case Values.Whole(int min, int max) -> "a whole number from " + min + " to " + max;
      case Values.Real(double min, double max) ->
          "a number from " + plain(min) + " to " + plain(max);
      case Values.Choice(var words) -> "one of " + String.join(", ", words);
      case Values.Picture _ -> "the file of a picture";
    };
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
