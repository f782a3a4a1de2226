/// The errors of Kinora, as one sealed family: each says what happened, why, and what to do.
@NullMarked
package io.kinora.error;

import org.jspecify.annotations.NullMarked;
