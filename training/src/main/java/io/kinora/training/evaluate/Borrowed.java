package io.kinora.training.evaluate;

import io.kinora.generate.Engine;
import io.kinora.generate.EngineCard;
import io.kinora.generate.EngineName;
import io.kinora.scene.Clip;
import io.kinora.scene.Progress;
import io.kinora.scene.Shot;
import io.kinora.scene.Vocabulary;

/// An engine whose model belongs to somebody else: closing it frees nothing.
@EngineName("borrowed")
record Borrowed(Engine engine) implements Engine {
  @Override
  public EngineCard card() {
    return engine.card();
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
