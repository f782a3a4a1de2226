/// What can go wrong, as one sealed family: each error says what happened, why, and what to do.
@NullMarked
package io.kinora.error;

import org.jspecify.annotations.NullMarked;
