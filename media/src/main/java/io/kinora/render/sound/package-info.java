/// Sound: mixing, fades, tempo and loudness.
@NullMarked
package io.kinora.render.sound;

import org.jspecify.annotations.NullMarked;
