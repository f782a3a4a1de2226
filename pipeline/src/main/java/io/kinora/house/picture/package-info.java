/// The user's own pictures: the things in them are segmented, and become subjects of a shot.
@NullMarked
package io.kinora.house.picture;

import org.jspecify.annotations.NullMarked;
