package io.kinora.house.compose;

/// An element that the compositor draws.
public sealed interface Visual permits Layer, Figure, Relief, Screen {}
