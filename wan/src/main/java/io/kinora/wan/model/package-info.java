/// The networks of Wan 2.1 and 2.2: [WanTransformer] (the denoiser), [WanVae] (pixels to latents
/// and back), [Umt5Encoder] and [ClipVisionEncoder] (the text and picture conditioning).
@NullMarked
package io.kinora.wan.model;

import org.jspecify.annotations.NullMarked;
