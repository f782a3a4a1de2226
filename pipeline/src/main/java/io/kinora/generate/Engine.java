package io.kinora.generate;

import io.kinora.scene.Clip;
import io.kinora.scene.Progress;
import io.kinora.scene.Shot;
import io.kinora.scene.Vocabulary;

/// Makes clips from words. Engines are found by [java.util.ServiceLoader]; each passes the contract
/// tests in `verify`: the same seed gives the same frames, the asked size, rate and length are
/// honoured, work stops within one step of being told to, and no native memory stays behind.
public interface Engine extends AutoCloseable {
  EngineCard card();

  /// What this engine can draw; a prompt that names other things gets the nearest of these.
  Vocabulary vocabulary();

  /// Makes the shot. Frames may be computed as the clip is read; `progress` hears of the work that
  /// comes before the first frame.
  ///
  /// @throws io.kinora.error.Cancelled if `progress` stops the work
  Clip generate(Shot shot, Progress progress);

  /// The part of all the work, from 0 to 1, that is done before the first frame can be read.
  default double workBeforeFrames() {
    return 0.2;
  }

  /// Frees the engine's native memory; clips that it gave must have been closed before.
  @Override
  void close();
}
