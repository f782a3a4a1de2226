package io.kinora.studio;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import tools.jackson.databind.node.ObjectNode;

/// A film that was made longer.
///
/// @param record as it travels in the file
/// @param kept how many frames it had before
/// @param frames how many it has now
public record Extended(ObjectNode record, FrameSize size, FrameRate rate, long kept, long frames) {}
