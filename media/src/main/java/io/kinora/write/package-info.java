/// Stage 6 of 6: export. Takes a [io.kinora.clip.Clip], gives a video file that carries its record.
///
/// Start at [Exporter].
@NullMarked
package io.kinora.write;

import org.jspecify.annotations.NullMarked;
