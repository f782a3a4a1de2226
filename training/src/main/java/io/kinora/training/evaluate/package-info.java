/// Evaluation of models, compared with the world's own layers, for word pairs in the training set
/// and held-out ones.
@NullMarked
package io.kinora.training.evaluate;

import org.jspecify.annotations.NullMarked;
