/// Stage 6 of 6: export. Takes a [io.kinora.scene.Clip], gives a video file that carries its
/// record; and reads such files back.
///
/// Start at [Exporter]; [VideoReader] and [MediaInfo] are the way back.
@NullMarked
package io.kinora.export;

import org.jspecify.annotations.NullMarked;
