package io.kinora.studio;

import io.kinora.clip.Clip;
import io.kinora.read.Inputs;
import io.kinora.render.ColourSample;
import io.kinora.render.Look;
import io.kinora.render.Look.Step;
import io.kinora.studio.Montage.Auto;
import io.kinora.studio.Montage.Balance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Measures the colour corrections of an input. They are plain steps, so the record contains their
/// values.
final class Balancing {
  private final Balance balance;
  private final @Nullable ColourSample reference;

  private Balancing(Balance balance, @Nullable ColourSample reference) {
    this.balance = balance;
    this.reference = reference;
  }

  /// Measures the reference, if there is one.
  static Balancing of(Balance balance) {
    Path file = balance.reference();
    return new Balancing(balance, file == null ? null : sample(() -> Inputs.open(file, null)));
  }

  /// The corrections of an input, which is opened only if there is anything to measure.
  Look look(Supplier<Clip> input) {
    if (balance.equals(Balance.NONE)) {
      return Look.NONE;
    }
    ColourSample sample = sample(input);
    var steps = new ArrayList<Step>();
    if (balance.auto().contains(Auto.WHITE_BALANCE)) {
      Step step = sample.whiteBalance();
      steps.add(step);
      sample = sample.after(step);
    }
    if (balance.auto().contains(Auto.LEVELS)) {
      Step step = sample.levels();
      steps.add(step);
      sample = sample.after(step);
    }
    if (reference != null) {
      steps.add(sample.match(reference));
    }
    return new Look(steps);
  }

  private static ColourSample sample(Supplier<Clip> clip) {
    try (Clip open = clip.get()) {
      return ColourSample.of(open);
    }
  }
}
