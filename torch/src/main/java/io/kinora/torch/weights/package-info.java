/// Weights on disk: safetensors, read straight from a memory-mapped file, checked before use.
@NullMarked
package io.kinora.torch.weights;

import org.jspecify.annotations.NullMarked;
