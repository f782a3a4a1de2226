/// What work costs and who has paid: a price list, and a ledger of double entries.
@NullMarked
package io.kinora.server.credits;

import org.jspecify.annotations.NullMarked;
