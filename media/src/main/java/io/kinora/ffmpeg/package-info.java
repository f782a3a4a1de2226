/// FFmpeg's native handles, pictures and filter graphs. Graphs are built from names and values,
/// never from text that FFmpeg would parse. The package is shared by `read`, `write` and `render`,
/// and is independent of looks and containers.
@NullMarked
package io.kinora.ffmpeg;

import org.jspecify.annotations.NullMarked;
