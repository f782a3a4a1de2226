/// A thin layer over libtorch through JavaCPP: nets whose code reads like the paper, tensors that
/// are freed when their scope ends, reproducible seeds. Tensors are created and freed only here.
@NullMarked
package io.kinora.torch;

import org.jspecify.annotations.NullMarked;
