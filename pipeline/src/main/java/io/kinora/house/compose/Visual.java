package io.kinora.house.compose;

/// What the compositor lays over one another.
public sealed interface Visual permits Layer, Figure, Relief, Screen {}
