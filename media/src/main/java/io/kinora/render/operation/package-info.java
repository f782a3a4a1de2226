/// What a filter or an effect is: its parameters, and how it is applied to a clip frame by frame.
@NullMarked
package io.kinora.render.operation;

import org.jspecify.annotations.NullMarked;
