/// Frames and their streams: clip, frame, sound, size, rate, and the progress of work on them.
@NullMarked
package io.kinora.clip;

import org.jspecify.annotations.NullMarked;
