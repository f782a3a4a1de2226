package io.kinora.studio;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import tools.jackson.databind.node.ObjectNode;

/// The result of extending a film.
///
/// @param record as stored in the file
/// @param kept number of frames before
/// @param frames number of frames now
public record Extended(ObjectNode record, FrameSize size, FrameRate rate, long kept, long frames) {}
