/// Kinora's own routes, for what the other dialects do not reach.
@NullMarked
package io.kinora.server.http.kinora;

import org.jspecify.annotations.NullMarked;
