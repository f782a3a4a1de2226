/// The training loop: optimiser, budget, moving average, logs, atomic checkpoints, exact
/// resumption.
@NullMarked
package io.kinora.training.optimise;

import org.jspecify.annotations.NullMarked;
