package io.kinora.script;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The narration of a shot: a sound file, or words for a speech program.
///
/// @param file null if there are `words` to speak
/// @param words null if there is a file
public record Narration(@Nullable Path file, @Nullable String words) {}
