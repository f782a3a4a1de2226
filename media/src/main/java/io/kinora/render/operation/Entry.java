package io.kinora.render.operation;

/// One operation that can be asked for by name.
///
/// @param does what it does, in a few words
/// @param maker reads the value and gives the operation
public record Entry(Kind kind, String name, Parameter parameter, String does, Maker maker) {
  /// Makes an operation from a value as it was typed.
  @FunctionalInterface
  public interface Maker {
    /// @throws io.kinora.error.BadRequest if the value is out of range
    Operation make(String value);
  }

  /// The operation with `value` as it was typed.
  ///
  /// @throws io.kinora.error.BadRequest if the value is out of range
  public Operation operation(String value) {
    return maker.make(value);
  }
}
