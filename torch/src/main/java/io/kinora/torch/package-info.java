/// libtorch through JavaCPP, made short: nets whose layers read like the paper, tensors that die
/// when
/// their scope ends, seeds that repeat. Native pointers and scopes live here and nowhere else.
@NullMarked
package io.kinora.torch;

import org.jspecify.annotations.NullMarked;
