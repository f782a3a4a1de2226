/// Open-weight video models on the JVM: Wan 2.1 and Wan 2.2 (Wan team 2025, arXiv:2503.20314).
///
/// [WanEngine] is the engine, [WanFolder] reads the folder of weights, [WanRun] generates one clip.
/// The networks are in `io.kinora.wan.model`, the samplers in `io.kinora.wan.sample`.
@NullMarked
package io.kinora.wan.run;

import org.jspecify.annotations.NullMarked;
