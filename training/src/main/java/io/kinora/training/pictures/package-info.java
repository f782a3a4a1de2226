/// Pictures of single things, from files: the training data of the house model's picture codec.
@NullMarked
package io.kinora.training.pictures;

import org.jspecify.annotations.NullMarked;
