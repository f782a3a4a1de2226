/// Kinora as a service. [KinoraServer] connects the parts: the HTTP dialects receive requests, the
/// jobs execute them through a `Studio`, and the ledger counts credits.
@NullMarked
package io.kinora.server;

import org.jspecify.annotations.NullMarked;
