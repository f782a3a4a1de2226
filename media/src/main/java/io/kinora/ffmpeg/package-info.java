/// FFmpeg's native handles, pictures and filter graphs. Graphs are built from names and values,
/// never from a text that FFmpeg would parse. Shared by `read`, `write` and `render`; nothing here
/// knows what a look or a container is.
@NullMarked
package io.kinora.ffmpeg;

import org.jspecify.annotations.NullMarked;
