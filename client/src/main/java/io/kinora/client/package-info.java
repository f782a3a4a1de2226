/// A small client of the server, which also works with Runway's service. It depends only on the JDK
/// and Jackson, not on other modules of Kinora.
@NullMarked
package io.kinora.client;

import org.jspecify.annotations.NullMarked;
