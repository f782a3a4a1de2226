/// Training of style transfer: algorithms that paint frames in each style as training targets, the
/// feature net, and the evaluation.
@NullMarked
package io.kinora.training.style;

import org.jspecify.annotations.NullMarked;
