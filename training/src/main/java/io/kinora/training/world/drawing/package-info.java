/// Drawing tools of the procedural world, over Java2D.
@NullMarked
package io.kinora.training.world.drawing;

import org.jspecify.annotations.NullMarked;
