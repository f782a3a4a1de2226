/// How good a model is, in numbers: against the world's own layers, for words seen together in
/// training and for words that were not.
@NullMarked
package io.kinora.training.evaluate;

import org.jspecify.annotations.NullMarked;
