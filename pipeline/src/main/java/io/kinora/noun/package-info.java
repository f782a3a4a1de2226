/// The things that the bundled model knows by name, as data: what they are called in English and
/// Chinese, how large they are, where they belong and how they move.
@NullMarked
package io.kinora.noun;

import org.jspecify.annotations.NullMarked;
