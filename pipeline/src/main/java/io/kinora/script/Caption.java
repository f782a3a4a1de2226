package io.kinora.script;

/// A text on the picture.
///
/// @param from the second of its shot at which it appears
/// @param to the second at which it disappears
public record Caption(String text, double from, double to) {}
