package io.kinora.text;

import org.jspecify.annotations.Nullable;

/// A subject in the making: where in the prompt its noun and the words bound to it stand.
final class Draft {
  final int at;
  final Tag tag;
  @Nullable Integer colour, otherColour, action, direction, speed, count, size;

  /// What it does afterwards.
  @Nullable Integer nextAction, nextDirection, nextSpeed;

  /// How many there are, where that is not what its words say; 0 leaves it to them.
  int number;

  Draft(int at, Tag tag) {
    this.at = at;
    this.tag = tag;
  }

  /// The same in another colour.
  Draft coloured(@Nullable Integer other) {
    var draft = new Draft(at, tag);
    draft.colour = other;
    draft.action = action;
    draft.direction = direction;
    draft.speed = speed;
    draft.count = count;
    draft.size = size;
    draft.nextAction = nextAction;
    draft.nextDirection = nextDirection;
    draft.nextSpeed = nextSpeed;
    return draft;
  }
}
