package io.kinora.text;

/// A word or fixed phrase of a prompt and what it was taken for, for who shows a prompt while it is
/// typed.
///
/// @param text as it was read: slips mended, pictographs by their names
/// @param kind of what it is: `subject`, `colour`, `action`, `scene`, `time`, `weather`, `camera`,
///     `count`, `size`, `direction` and others of the lexicon; `relation` between subjects,
///     `denied` for what is said not to be there, `unknown` for what carries a meaning that is not
///     drawn
/// @param value the name of what is drawn; empty for `relation`, `denied` and `unknown`
public record ReadWord(String text, String kind, String value) {}
