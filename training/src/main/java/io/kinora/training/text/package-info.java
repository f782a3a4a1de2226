/// Trains the heads of the text stage on sentences made from grammars.
@NullMarked
package io.kinora.training.text;

import org.jspecify.annotations.NullMarked;
