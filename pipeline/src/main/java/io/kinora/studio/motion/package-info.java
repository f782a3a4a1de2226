/// Measurement of the motion in films.
@NullMarked
package io.kinora.studio.motion;

import org.jspecify.annotations.NullMarked;
