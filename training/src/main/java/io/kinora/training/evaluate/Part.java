package io.kinora.training.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The parts of an evaluation.
public enum Part {
  /// layers against the world's own, given its latents
  PAINTERS,
  /// the temporal network against straight lines
  MOTION,
  /// edges and flicker
  LOOKS,
  /// the judges' own accuracy on true clips
  JUDGES,
  /// clips against their prompts, in English and in Chinese
  OBEDIENCE,
  /// the set of clips against the set of true ones
  DISTANCE,
  /// what the losses of the second stage are worth; needs a training folder
  ABLATION,
  /// the picture codec against pictures, which it needs
  CODEC,
  /// whether a classifier of true pictures recognises what the codec paints
  RECOGNITION,
  /// what VBench's prompts put into the picture
  VBENCH,
  /// the bundled styles: how steady, how strong, how fast; or the last alone
  STYLE,
  STYLE_SPEED,
  /// pictures of users' own: how they are cut out, and what becomes of them; needs pictures
  MASK,
  PICTURES;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What is measured of a model.
  public static List<Part> ofModel() {
    return Stream.of(values()).filter(part -> part.compareTo(ABLATION) < 0).toList();
  }
}
