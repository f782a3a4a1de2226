/// The procedural world that the house model learns from: things, places, light and motion, drawn
/// with Java2D as functions of names and random numbers. Used for training only; a generated clip
/// never contains a pixel drawn here.
@NullMarked
package io.kinora.training.world;

import org.jspecify.annotations.NullMarked;
