/// Open-weight video models on the JVM: Wan 2.1 and Wan 2.2 (Wan team 2025, arXiv:2503.20314).
///
/// Reading order: [WanTransformer] (the denoiser), [WanVae] (pixels to latents and back),
/// [Umt5Encoder] and [ClipVisionEncoder] (what it listens to), [WanDenoiser] and [Sampler] (how a
/// clip comes out of noise).
@NullMarked
package io.kinora.wan;

import org.jspecify.annotations.NullMarked;
