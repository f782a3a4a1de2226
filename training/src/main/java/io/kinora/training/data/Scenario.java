package io.kinora.training.data;

/// The intended content of a clip, which the judges check in its frames. An empty word is not
/// specified.
///
/// @param noun the subject
/// @param colour of each subject
/// @param count number of subjects, from 1 to 4
/// @param action what they do
/// @param direction `right`, `left`, `up` or `down`
/// @param scene the place
/// @param time of day
/// @param weather of the place
public record Scenario(
    String noun,
    String colour,
    int count,
    String action,
    String direction,
    String scene,
    String time,
    String weather) {}
