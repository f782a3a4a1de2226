/// Words that clients have taught from their own pictures.
@NullMarked
package io.kinora.server.words;

import org.jspecify.annotations.NullMarked;
