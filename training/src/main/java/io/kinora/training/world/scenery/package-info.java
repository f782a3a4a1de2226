/// The scenery of the procedural world: grounds, ridges, shores, props and weather.
@NullMarked
package io.kinora.training.world.scenery;

import org.jspecify.annotations.NullMarked;
