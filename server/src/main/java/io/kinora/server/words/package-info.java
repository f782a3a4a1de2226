/// Names that clients taught for what is in their own pictures.
@NullMarked
package io.kinora.server.words;

import org.jspecify.annotations.NullMarked;
