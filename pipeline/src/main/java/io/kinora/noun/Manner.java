package io.kinora.noun;

/// The periodic own motion of a thing during its action.
public enum Manner {
  /// no motion: a castle, a table
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
  /// rolling on its edge
  ROLL,
  /// rotating about its centre
  SPIN,
  /// swaying above its foot
  SWAY,
  /// swinging below its top
  HANG,
  /// trembling
  RATTLE,
  /// varying in brightness and size, as fire does
  FLICKER,
  TWINKLE,
  /// growing and shrinking with a beat
  PULSE,
  /// from small to its usual size, once in a shot
  GROW,
  /// lower and wider, once in a shot
  MELT
}
