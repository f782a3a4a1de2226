/// Training data: layers and scenes with the words and latents that they are drawn from.
@NullMarked
package io.kinora.training.data;

import org.jspecify.annotations.NullMarked;
