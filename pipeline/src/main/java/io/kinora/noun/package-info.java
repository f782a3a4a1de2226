/// The things that the bundled model knows by name, as data: their names in English and Chinese,
/// sizes, positions and motion.
@NullMarked
package io.kinora.noun;

import org.jspecify.annotations.NullMarked;
