/// What a film shows: the shot with its camera, its regions and what its prompt was understood as.
@NullMarked
package io.kinora.shot;

import org.jspecify.annotations.NullMarked;
