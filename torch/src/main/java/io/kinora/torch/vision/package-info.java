/// Networks that extract features of pictures.
@NullMarked
package io.kinora.torch.vision;

import org.jspecify.annotations.NullMarked;
