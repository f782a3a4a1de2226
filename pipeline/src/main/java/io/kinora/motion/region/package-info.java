/// Stage 3 of 6: regions of a clip that are moved by user-set vectors ([MovedRegions]).
@NullMarked
package io.kinora.motion.region;

import org.jspecify.annotations.NullMarked;
