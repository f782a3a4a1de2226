package io.kinora.clip;

/// A clip whose frames need not come at even times: a video of variable frame rate.
public interface TimedClip extends Clip {
  /// The time of the frame read last, in seconds after the first; the rate is only the usual one.
  double seconds();

  /// From the time of the first frame to the end of the last one, in seconds; known before the
  /// first is read.
  double duration();
}
