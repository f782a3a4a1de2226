package io.kinora.house.compose;

/// A thing with a new picture for every time.
///
/// @param look its picture at a time
/// @param nearness 0 infinitely far, 1 the subjects' plane
/// @param path its pose over time
public record Figure(Look look, double nearness, Layer.Path path) implements Visual {
  /// A picture over time.
  @FunctionalInterface
  public interface Look {
    Texture at(double seconds);
  }
}
