/// The database of the server: SQLite in a folder for one machine, PostgreSQL for several. Takes an
/// address, gives transactions.
@NullMarked
package io.kinora.server.database;

import org.jspecify.annotations.NullMarked;
