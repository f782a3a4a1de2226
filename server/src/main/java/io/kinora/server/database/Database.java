package io.kinora.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The database of the server, with its schema migrated to this version. It is thread-safe.
///
/// SQLite runs with a write-ahead log that is synced to disk at each commit, and its transactions
/// take the single write lock when they begin, so that none fails half-way.
public final class Database implements AutoCloseable {
  private static final int LOCK_WAIT_MILLIS = 30_000, CONNECTIONS = 8;

  private final HikariDataSource source;
  private final Jdbi jdbi;
  private final boolean postgres;
  private final ReentrantLock writers = new ReentrantLock(true);

  private Database(HikariDataSource source, boolean postgres) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
    this.postgres = postgres;
  }

  /// The database failed: the statement may or may not have been executed. The request itself is
  /// valid, and a retry may succeed.
  public static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(JdbiException cause) {
      super(cause);
    }
  }

  /// Opens the database at `address` and migrates its schema to this version.
  ///
  /// @param address the path of an SQLite file, or `postgresql://USER:PASSWORD@HOST:PORT/NAME`
  /// @throws BadRequest if there is no such database, or a later version of Kinora has migrated it
  public static Database open(String address) {
    return open(address, Patience.NONE);
  }

  /// Like [#open(String)], but waits for PostgreSQL if it is unavailable.
  public static Database open(String address, Patience patience) {
    boolean postgres = address.startsWith("postgresql://") || address.startsWith("postgres://");
    var config = new HikariConfig();
    if (postgres) {
      postgres(config, address);
    } else {
      config.setDataSource(sqlite(Path.of(address)));
    }
    config.setMaximumPoolSize(postgres ? 2 * CONNECTIONS : CONNECTIONS);
    config.setMinimumIdle(1);
    config.setInitializationFailTimeout(1); // one attempt
    try {
      return (postgres ? patience : Patience.NONE).await(() -> opened(config, postgres));
    } catch (FlywayException | HikariPool.PoolInitializationException e) {
      throw Patience.refused(e);
    }
  }

  private static Database opened(HikariConfig config, boolean postgres) {
    var source = new HikariDataSource(config);
    try {
      migrate(source);
      return new Database(source, postgres);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static DataSource sqlite(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new MediaFailure(
          "The folder of the database %s cannot be created (%s).".formatted(file, e.getMessage()),
          "Name another home folder.",
          "server-database",
          e);
    }
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(LOCK_WAIT_MILLIS);
    config.enforceForeignKeys(true);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static void postgres(HikariConfig config, String address) {
    config.setDriverClassName("org.postgresql.Driver");
    String rest = address.substring(address.indexOf("://") + 3);
    int at = rest.lastIndexOf('@');
    config.setJdbcUrl("jdbc:postgresql://" + rest.substring(at + 1));
    if (at >= 0) {
      String[] user = rest.substring(0, at).split(":", 2);
      config.setUsername(user[0]);
      config.setPassword(user.length > 1 ? user[1] : "");
    }
  }

  private static void migrate(DataSource source) {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/migration")
        .loggers("slf4j")
        .placeholderReplacement(false)
        .load()
        .migrate();
  }

  /// The address without the password, for messages.
  public static String shown(String address) {
    return address.replaceFirst("(://[^:/@]*):[^@]*@", "$1:***@");
  }

  /// A source of connections in auto-commit mode.
  public DataSource source() {
    return source;
  }

  /// Whether this is PostgreSQL, which several machines may share.
  public boolean isPostgres() {
    return postgres;
  }

  /// Runs `body` in one transaction and returns its result: all of its writes are kept, or none.
  ///
  /// SQLite allows one writer at a time, and waits for its lock in native code. A virtual thread
  /// that waits there pins its carrier: if all carriers are pinned, none is left for the virtual
  /// thread that holds the lock. So writers of this process queue in Java before they take a
  /// connection.
  ///
  /// @throws IllegalStateException within another transaction
  /// @throws Broken if the database fails
  public <T> T write(Function<Handle, T> body) {
    if (postgres) {
      return transaction(body);
    }
    if (writers.isHeldByCurrentThread()) {
      throw new IllegalStateException("a transaction within a transaction");
    }
    writers.lock();
    try {
      return transaction(body);
    } finally {
      writers.unlock();
    }
  }

  private <T> T transaction(Function<Handle, T> body) {
    try {
      return jdbi.inTransaction(body::apply);
    } catch (JdbiException e) {
      throw new Broken(e);
    }
  }

  /// Like [#write], without a result.
  public void update(Consumer<Handle> body) {
    boolean _ =
        write(
            handle -> {
              body.accept(handle);
              return true;
            });
  }

  /// Runs `body` for reading and returns its result; nothing is locked.
  ///
  /// @throws Broken if the database fails
  public <T> T read(Function<Handle, T> body) {
    try {
      return jdbi.withHandle(body::apply);
    } catch (JdbiException e) {
      throw new Broken(e);
    }
  }

  /// Makes other transactions that lock the row of `id` in the table of accounts wait until this
  /// one is done.
  public void lockAccount(Handle transaction, String id) {
    if (postgres) {
      transaction
          // rows that refer to the account may still be inserted; otherwise two transactions that
          // insert and then lock would deadlock
          .createQuery("select id from account where id = :id for no key update")
          .bind("id", id)
          .mapTo(String.class)
          .findOne();
    } // SQLite has one writer at a time
  }

  /// The value of a setting that all nodes share; `first` is stored if there is none yet.
  public String setting(String name, String first) {
    return write(
        handle -> {
          handle
              .createUpdate(
                  "insert into setting (name, value) values (:name, :value)"
                      + " on conflict (name) do nothing")
              .bindMap(Map.of("name", name, "value", first))
              .execute();
          return handle
              .createQuery("select value from setting where name = :name")
              .bind("name", name)
              .mapTo(String.class)
              .one();
        });
  }

  /// Copies the database into `file` while it is used. SQLite only: PostgreSQL has its own tools.
  ///
  /// @throws BadRequest if the file exists, or this is PostgreSQL
  public void backUp(Path file) {
    if (postgres || Files.exists(file)) {
      throw new BadRequest(
          postgres
              ? "Kinora cannot back up a PostgreSQL database."
              : "The file \"" + file + "\" already exists.",
          postgres ? "Use pg_dump." : "Name another one.",
          "server-database");
    }
    read(
        handle -> handle.createUpdate("vacuum into :file").bind("file", file.toString()).execute());
  }

  @Override
  public void close() {
    source.close();
  }
}
