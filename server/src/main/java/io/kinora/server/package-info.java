/// Kinora as a service. [KinoraServer] puts the parts together: the HTTP dialects take requests,
/// the jobs carry them out through a `Studio`, the ledger counts credits.
@NullMarked
package io.kinora.server;

import org.jspecify.annotations.NullMarked;
