/// Pictures of single things, from files: what the picture codec of the house model is trained on.
@NullMarked
package io.kinora.training.pictures;

import org.jspecify.annotations.NullMarked;
