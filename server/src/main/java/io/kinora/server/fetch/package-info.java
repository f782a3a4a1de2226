/// Fetches files that clients name by a URL, from public addresses only.
@NullMarked
package io.kinora.server.fetch;

import org.jspecify.annotations.NullMarked;
