/// The facade of the whole pipeline: a [Film] goes in, a file comes out. Only this package depends
/// on all stages; the code of [Studio] follows the order of the stages.
@NullMarked
package io.kinora.studio;

import org.jspecify.annotations.NullMarked;
