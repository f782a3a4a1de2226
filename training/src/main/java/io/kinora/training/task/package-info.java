/// The training tasks, one class for each network, with its data and its loss.
@NullMarked
package io.kinora.training.task;

import org.jspecify.annotations.NullMarked;
