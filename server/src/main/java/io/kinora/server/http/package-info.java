/// What all dialects of the HTTP interface share: keys, limits, bodies, ranges, errors.
@NullMarked
package io.kinora.server.http;

import org.jspecify.annotations.NullMarked;
