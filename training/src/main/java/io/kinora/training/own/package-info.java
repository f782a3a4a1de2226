/// What pictures of the user's own need: the net that finds the thing in one, and the layer that
/// joins it with the words; their training and evaluation.
@NullMarked
package io.kinora.training.own;

import org.jspecify.annotations.NullMarked;
