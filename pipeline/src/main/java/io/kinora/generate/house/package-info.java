/// The bundled engine: a layered conditional GAN. Painters (convolutional generators) give RGBA
/// layers, a layout network places them in depth, a temporal convolutional network moves them, a
/// compositor lays them over one another. One forward pass, no sampling loop.
@NullMarked
package io.kinora.generate.house;

import org.jspecify.annotations.NullMarked;
