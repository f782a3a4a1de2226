/// Stage 4 of 6: render. Takes clips, gives one clip: stitched, graded, with filters, effects and
/// text. Next: style.
///
/// Start at [Look] (what is asked for, by name) and [Catalogue] (what there is).
@NullMarked
package io.kinora.render;

import org.jspecify.annotations.NullMarked;
