/// The studio: a page in the browser on which films are made, steered and kept, and what only that
/// page asks the server for.
@NullMarked
package io.kinora.server.http.studio;

import org.jspecify.annotations.NullMarked;
