package io.kinora.training.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The parts of an evaluation.
public enum Part {
  /// painted layers against the world's own, for the same latents
  PAINTERS,
  /// the temporal network against straight lines
  MOTION,
  /// edge width and flicker
  LOOKS,
  /// the accuracy of the judges on true clips
  JUDGES,
  /// clips against their prompts, in English and in Chinese
  OBEDIENCE,
  /// the distance of the set of clips from the set of true ones
  DISTANCE,
  /// the effect of the losses of stage two; needs a training folder
  ABLATION,
  /// the picture codec; needs a folder of pictures
  CODEC,
  /// whether a classifier of true pictures recognises the codec's output
  RECOGNITION,
  /// how well VBench's prompts are staged
  VBENCH,
  /// the bundled styles: stability, strength and speed; or speed alone
  STYLE,
  STYLE_SPEED,
  /// users' own pictures: segmentation, and their use in films; needs pictures
  MASK,
  PICTURES;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The parts that evaluate a house model.
  public static List<Part> ofModel() {
    return Stream.of(values()).filter(part -> part.compareTo(ABLATION) < 0).toList();
  }
}
