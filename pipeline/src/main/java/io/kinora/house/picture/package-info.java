/// Pictures of the user's own: what is in them is cut out, and becomes a subject of a shot.
@NullMarked
package io.kinora.house.picture;

import org.jspecify.annotations.NullMarked;
