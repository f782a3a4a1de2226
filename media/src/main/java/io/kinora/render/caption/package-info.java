/// Captions: the file formats SubRip and SubStation Alpha, line layout and drawing.
@NullMarked
package io.kinora.render.caption;

import org.jspecify.annotations.NullMarked;
