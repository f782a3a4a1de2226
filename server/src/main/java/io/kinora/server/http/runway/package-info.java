/// The HTTP interface for clients of Runway's service.
@NullMarked
package io.kinora.server.http.runway;

import org.jspecify.annotations.NullMarked;
