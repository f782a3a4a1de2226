/// Changes of clips over time: joined with transitions, looped, slowed, or converted to a common
/// frame rate.
@NullMarked
package io.kinora.render.time;

import org.jspecify.annotations.NullMarked;
