/// The nouns that every stage speaks: shot, clip, frame, size, rate, camera, understanding.
@NullMarked
package io.kinora.scene;

import org.jspecify.annotations.NullMarked;
