/// The common parts of all dialects of the HTTP interface: keys, limits, bodies, ranges, errors.
@NullMarked
package io.kinora.server.http;

import org.jspecify.annotations.NullMarked;
