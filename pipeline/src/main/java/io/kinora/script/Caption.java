package io.kinora.script;

/// Words on the picture.
///
/// @param from the second of its shot at which they appear
/// @param to the second at which they go
public record Caption(String text, double from, double to) {}
