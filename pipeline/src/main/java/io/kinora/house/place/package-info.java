/// Furnishes the places of the table: walls, floors, windows, and standing and hanging things.
@NullMarked
package io.kinora.house.place;

import org.jspecify.annotations.NullMarked;
