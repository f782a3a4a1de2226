/// The bundled engine: a layered conditional GAN. Painters (convolutional generators, `net`) give
/// RGBA layers, a layout network places them in depth, a temporal convolutional network moves them
/// (`staging`), a compositor lays them over one another (`compose`). One forward pass, no sampling
/// loop.
@NullMarked
package io.kinora.house;

import org.jspecify.annotations.NullMarked;
