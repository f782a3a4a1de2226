package io.kinora.text;

/// A word or fixed phrase of a prompt and its interpretation, to show while a prompt is typed.
///
/// @param text in normalised form: spelling mistakes corrected, emoji replaced by their names
/// @param kind of its meaning: `subject`, `colour`, `action`, `scene`, `time`, `weather`, `camera`,
///     `count`, `size`, `direction` and others of the lexicon; `relation` between subjects,
///     `denied` for negated words, `unknown` for content words that are not drawn
/// @param value the drawn name; empty for `relation`, `denied` and `unknown`
public record ReadWord(String text, String kind, String value) {}
