/// Stage 6 of 6: export. Writes a [io.kinora.clip.Clip] to a video file that contains its record.
///
/// Start at [Exporter].
@NullMarked
package io.kinora.write;

import org.jspecify.annotations.NullMarked;
