/// Fetches what clients name by an address, from public places only.
@NullMarked
package io.kinora.server.fetch;

import org.jspecify.annotations.NullMarked;
