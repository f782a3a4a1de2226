/// Reads video, pictures and sound: [Inputs] opens a clip, [MediaInfo] holds the properties of a
/// file.
@NullMarked
package io.kinora.read;

import org.jspecify.annotations.NullMarked;
