/// Networks that look at pictures.
@NullMarked
package io.kinora.torch.vision;

import org.jspecify.annotations.NullMarked;
