/// The subjects of the procedural world, each drawn as a function of colour, latents and phase.
@NullMarked
package io.kinora.training.world.subject;

import org.jspecify.annotations.NullMarked;
