package io.kinora.text;

import org.jspecify.annotations.Nullable;

/// A subject in the making: where in the prompt its noun and the words bound to it stand.
final class Draft {
  final int at;
  final Tag tag;
  @Nullable Integer colour, action, direction, speed, count, size;

  /// What it does afterwards.
  @Nullable Integer nextAction, nextDirection, nextSpeed;

  Draft(int at, Tag tag) {
    this.at = at;
    this.tag = tag;
  }
}
