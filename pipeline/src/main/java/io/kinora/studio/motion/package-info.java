/// How films move, measured.
@NullMarked
package io.kinora.studio.motion;

import org.jspecify.annotations.NullMarked;
