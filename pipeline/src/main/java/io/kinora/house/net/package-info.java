/// The networks of the bundled engine and their weights.
@NullMarked
package io.kinora.house.net;

import org.jspecify.annotations.NullMarked;
