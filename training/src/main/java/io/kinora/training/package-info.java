/// Trainers of the house model: regression on known latents, then the adversarial stage; atomic
/// checkpoints, exact resumption, logs and picture sheets.
@NullMarked
package io.kinora.training;

import org.jspecify.annotations.NullMarked;
