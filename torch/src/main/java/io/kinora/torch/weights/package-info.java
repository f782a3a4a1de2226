/// Weights on disk: safetensors, read directly from a memory-mapped file, validated before use.
@NullMarked
package io.kinora.torch.weights;

import org.jspecify.annotations.NullMarked;
