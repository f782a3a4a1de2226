/// From a shot to its layers: which subjects, where, how large, and how they move.
@NullMarked
package io.kinora.house.staging;

import org.jspecify.annotations.NullMarked;
