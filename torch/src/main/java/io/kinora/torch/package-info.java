/// libtorch through JavaCPP, made short: nets whose layers read like the paper, tensors that die
/// when their scope ends, seeds that repeat. Only here are tensors made and freed.
@NullMarked
package io.kinora.torch;

import org.jspecify.annotations.NullMarked;
