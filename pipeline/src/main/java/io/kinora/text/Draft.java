package io.kinora.text;

import org.jspecify.annotations.Nullable;

/// An unfinished subject: the positions of its noun and of the words bound to it.
final class Draft {
  final int at;
  final Tag tag;
  @Nullable Integer colour, otherColour, action, direction, speed, count, size;

  /// What it does afterwards.
  @Nullable Integer nextAction, nextDirection, nextSpeed;

  /// The number of subjects, if it does not follow from the words; otherwise 0.
  int number;

  Draft(int at, Tag tag) {
    this.at = at;
    this.tag = tag;
  }

  /// A copy with another colour.
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
