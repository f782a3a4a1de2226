/// Losses as pure functions, named as in the papers, and the discriminator.
@NullMarked
package io.kinora.training.loss;

import org.jspecify.annotations.NullMarked;
