package io.kinora.noun;

/// How a thing moves by itself, over and over, while it does what it does.
public enum Manner {
  /// not at all: a castle, a table
  STILL,
  /// its chest rises and falls
  BREATHE,
  /// up and down with its steps
  WALK,
  /// from one foot to the other
  WADDLE,
  HOP,
  /// from one foot to the other, on the spot and in time
  DANCE,
  /// low, with small quick steps
  CRAWL,
  /// in waves along its body over the ground
  SLITHER,
  /// in waves along its body through water
  SWIM,
  /// up and down and rolling, as on water
  BOB,
  FLOAT,
  FLY,
  /// as wings, leaves and flags do
  FLUTTER,
  GLIDE,
  /// on wheels, with small jolts
  DRIVE,
  /// turning over its own edge
  ROLL,
  /// turning about its middle
  SPIN,
  /// leaning to and fro above its foot
  SWAY,
  /// swinging below its top
  HANG,
  /// trembling
  RATTLE,
  /// brighter and darker and larger and smaller, as fire does
  FLICKER,
  TWINKLE,
  /// larger and smaller with a beat
  PULSE,
  /// from small to its usual size, once in a shot
  GROW,
  /// lower and wider, once in a shot
  MELT
}
