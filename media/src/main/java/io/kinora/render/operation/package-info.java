/// The interfaces of filters and effects: their parameters, and their application to a clip frame
/// by frame.
@NullMarked
package io.kinora.render.operation;

import org.jspecify.annotations.NullMarked;
