/// Furnishes the places of the table: walls, floors, windows, and what stands and hangs there.
@NullMarked
package io.kinora.house.place;

import org.jspecify.annotations.NullMarked;
