/// From noise to latents: schedulers, and the loop that calls the denoiser ([Sampler]).
@NullMarked
package io.kinora.wan.sample;

import org.jspecify.annotations.NullMarked;
