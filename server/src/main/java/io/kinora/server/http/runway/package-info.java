/// The interface that clients of Runway's service speak.
@NullMarked
package io.kinora.server.http.runway;

import org.jspecify.annotations.NullMarked;
