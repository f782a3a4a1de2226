/// Training of style transfer: programs that paint frames in each style, which the nets learn from,
/// the feature net, and what tells how well styles are met.
@NullMarked
package io.kinora.training.style;

import org.jspecify.annotations.NullMarked;
