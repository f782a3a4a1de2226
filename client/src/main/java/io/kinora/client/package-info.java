/// A small client of the server, which also speaks with Runway's service. It needs the JDK and
/// Jackson, and nothing else of Kinora.
@NullMarked
package io.kinora.client;

import org.jspecify.annotations.NullMarked;
