/// The learned upscaler: a small net that doubles a picture's sides, and the check that prevents
/// its use where plain resampling is better.
@NullMarked
package io.kinora.render.upscale;

import org.jspecify.annotations.NullMarked;
