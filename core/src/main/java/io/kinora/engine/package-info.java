/// The extension point of stage 2 of 6, generate. An [Engine] turns a [io.kinora.shot.Shot] into a
/// [io.kinora.clip.Clip]. Engines are found by ServiceLoader. Next: motion.
@NullMarked
package io.kinora.engine;

import org.jspecify.annotations.NullMarked;
