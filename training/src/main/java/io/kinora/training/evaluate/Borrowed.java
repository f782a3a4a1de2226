package io.kinora.training.evaluate;

import io.kinora.clip.Clip;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.engine.EngineCard;
import io.kinora.engine.Vocabulary;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Shot;

/// An engine that does not own its model: closing it frees nothing.
record Borrowed(Engine engine) implements Engine {
  @Override
  public EngineCard card() {
    return engine.card();
  }

  @Override
  public String weightsHash(EngineOptions options) {
    return engine.weightsHash(options);
  }

  @Override
  public Vocabulary vocabulary() {
    return engine.vocabulary();
  }

  @Override
  public Clip generate(Shot shot, Progress progress) {
    return engine.generate(shot, progress);
  }

  @Override
  public void close() {}
}
