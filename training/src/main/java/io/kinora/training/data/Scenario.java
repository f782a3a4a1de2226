package io.kinora.training.data;

/// What a clip shall show: the words that are read back from its frames. An empty word is left
/// open.
///
/// @param noun what acts
/// @param colour of each
/// @param count how many, from 1 to 4
/// @param action what they do
/// @param direction `right`, `left`, `up` or `down`
/// @param scene where
/// @param time of day
/// @param weather above it
public record Scenario(
    String noun,
    String colour,
    int count,
    String action,
    String direction,
    String scene,
    String time,
    String weather) {}
