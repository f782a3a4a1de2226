package io.kinora.engine;

import io.kinora.clip.FrameSize;

/// What an engine says of itself.
///
/// @param name as in `--engine house`
/// @param summary one sentence
/// @param licence the licence of its weights
/// @param weightsHash SHA-256 of its weights in hexadecimal; empty for an engine whose weights
///     the shots name, see [Engine#weightsHash]
/// @param preferredSize the size that it was made for
public record EngineCard(
    String name, String summary, String licence, String weightsHash, FrameSize preferredSize) {}
