/// Effects: optics, weather, overlays, and changes of time.
@NullMarked
package io.kinora.render.effect;

import org.jspecify.annotations.NullMarked;
