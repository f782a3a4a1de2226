/// Staging, from a shot to its layers: the subjects, their positions, sizes and motion.
@NullMarked
package io.kinora.house.staging;

import org.jspecify.annotations.NullMarked;
