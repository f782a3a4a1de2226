/// Stage 5 of 6. Takes a clip and a style, gives the clip painted in it: the nets of style
/// transfer, what they paint on, and what a prompt says of a style. Next: export.
@NullMarked
package io.kinora.style;

import org.jspecify.annotations.NullMarked;
