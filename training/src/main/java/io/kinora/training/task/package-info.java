/// One class for each network: what it learns from and by which loss.
@NullMarked
package io.kinora.training.task;

import org.jspecify.annotations.NullMarked;
