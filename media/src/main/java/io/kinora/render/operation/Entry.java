package io.kinora.render.operation;

/// A named operation of the catalogue.
///
/// @param does its description in a few words
/// @param maker parses the value and creates the operation
public record Entry(Kind kind, String name, Parameter parameter, String does, Maker maker) {
  /// Creates an operation from a value as typed.
  @FunctionalInterface
  public interface Maker {
    /// @throws io.kinora.error.BadRequest if the value is out of range
    Operation make(String value);
  }

  /// Creates the operation from `value` as typed.
  ///
  /// @throws io.kinora.error.BadRequest if the value is out of range
  public Operation operation(String value) {
    return maker.make(value);
  }
}
