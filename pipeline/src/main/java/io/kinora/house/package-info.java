/// The bundled engine: a layered conditional GAN. Painters (convolutional generators, `net`)
/// generate RGBA layers, a layout network places them in depth, a temporal convolutional network
/// moves them (`staging`), and a compositor combines them (`compose`). One forward pass, no
/// sampling loop.
@NullMarked
package io.kinora.house;

import org.jspecify.annotations.NullMarked;
