/// The database of the server: SQLite in a folder for one machine, PostgreSQL for several.
@NullMarked
package io.kinora.server.database;

import org.jspecify.annotations.NullMarked;
