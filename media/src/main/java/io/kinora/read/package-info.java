/// Reads video, pictures and sound: [Inputs] opens a clip, [MediaInfo] says what a file is.
@NullMarked
package io.kinora.read;

import org.jspecify.annotations.NullMarked;
