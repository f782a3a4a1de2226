/// Prices and payments: a price list, and a double-entry ledger.
@NullMarked
package io.kinora.server.credits;

import org.jspecify.annotations.NullMarked;
