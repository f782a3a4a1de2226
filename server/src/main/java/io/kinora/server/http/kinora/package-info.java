/// Kinora's own routes, for functions that the other dialects lack.
@NullMarked
package io.kinora.server.http.kinora;

import org.jspecify.annotations.NullMarked;
