package io.kinora.clip;

/// A clip whose frames need not be evenly spaced in time: a video of variable frame rate.
public interface TimedClip extends Clip {
  /// The time of the last frame read, in seconds after the first; [#rate] is only nominal.
  double seconds();

  /// From the time of the first frame to the end of the last one, in seconds; known before the
  /// first is read.
  double duration();
}
