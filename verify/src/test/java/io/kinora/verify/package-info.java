/// Checks over the whole of Kinora: its structure, its command line, its engines from end to end.
@NullMarked
package io.kinora.verify;

import org.jspecify.annotations.NullMarked;
