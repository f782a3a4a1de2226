/// Stage 2 of 6. Takes a shot: what the prompt says, a seed, a size, a camera. Gives a clip. Next:
/// motion.
@NullMarked
package io.kinora.generate;

import org.jspecify.annotations.NullMarked;
