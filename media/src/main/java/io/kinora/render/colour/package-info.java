/// Colour: corrections, filters and look-up tables.
@NullMarked
package io.kinora.render.colour;

import org.jspecify.annotations.NullMarked;
