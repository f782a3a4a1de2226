/// What trainers learn from: layers and scenes with the words and latents that they come from.
@NullMarked
package io.kinora.training.data;

import org.jspecify.annotations.NullMarked;
