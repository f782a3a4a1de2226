/// Stage 3 of 6: frame interpolation. Converts a clip to another frame rate ([Inbetweener]).
@NullMarked
package io.kinora.motion.interpolate;

import org.jspecify.annotations.NullMarked;
