/// The whole pipeline behind one door: a [Film] goes in, a file comes out. Only this package sees
/// all stages; [Studio] reads as the chain that it runs.
@NullMarked
package io.kinora.studio;

import org.jspecify.annotations.NullMarked;
