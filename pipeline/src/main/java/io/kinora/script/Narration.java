package io.kinora.script;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What is spoken over a shot: a file of sound, or words for a speech program.
///
/// @param file null where `words` are to be spoken
/// @param words null where there is a file
public record Narration(@Nullable Path file, @Nullable String words) {}
