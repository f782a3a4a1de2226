package io.kinora.house.net;

import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.times;
import static org.bytedeco.pytorch.global.torch.silu;

import io.kinora.torch.Net;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// Predicts the default properties of a subject that a prompt does not specify: logits over
/// colours, scenes and actions, given its noun.
public final class PriorNet extends Net {
  private static final int HIDDEN = 64;

  private final LinearImpl in, colour, scene, action;

  public PriorNet(int colours, int scenes, int actions) {
    in = layer("in", normal(linear(Phrases.DIMENSION, HIDDEN), .08));
    colour = layer("colour", normal(linear(HIDDEN, colours), 1 / Math.sqrt(HIDDEN)));
    scene = layer("scene", normal(linear(HIDDEN, scenes), 1 / Math.sqrt(HIDDEN)));
    action = layer("action", normal(linear(HIDDEN, actions), 1 / Math.sqrt(HIDDEN)));
  }

  /// Logits over colours, scenes and actions.
  public record Guess(Tensor colour, Tensor scene, Tensor action) {}

  /// noun `[B, 384]` → logits `[B, colours]`, `[B, scenes]`, `[B, actions]`
  public Guess forward(Tensor noun) {
    Tensor h = silu(in.forward(times(noun, .35)));
    return new Guess(colour.forward(h), scene.forward(h), action.forward(h));
  }
}
