/// FFmpeg's own conventions, told once: native handles, pictures, and filter graphs that are built
/// from names and values, never from a text that FFmpeg would parse. Shared by the stages render
/// and export; nothing here knows what a look or a container is.
@NullMarked
package io.kinora.media;

import org.jspecify.annotations.NullMarked;
