/// The studio: a web page for making, controlling and keeping films, and the routes that only this
/// page uses.
@NullMarked
package io.kinora.server.http.studio;

import org.jspecify.annotations.NullMarked;
