/// Stage 4 of 6: render. Turns clips into one clip: stitched, graded, with filters, effects and
/// text. Next: style.
///
/// Start at [Look] (the requested operations, by name) and [Catalogue] (all operations).
@NullMarked
package io.kinora.render;

import org.jspecify.annotations.NullMarked;
