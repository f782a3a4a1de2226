/// Stage 3 of 6: frames in between. Takes a clip, gives the same clip at another frame rate
/// ([Inbetweener]).
@NullMarked
package io.kinora.motion.interpolate;

import org.jspecify.annotations.NullMarked;
