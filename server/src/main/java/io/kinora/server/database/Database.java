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

/// The database of the server, with its schema brought forward. May be shared by threads.
///
/// SQLite runs with a write-ahead log that reaches the disk at each commit, and its transactions
/// take the one lock of writers when they begin, so that none fails half-way.
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

  /// The database did not do what it was asked, or did it and could not say so. Nothing is wrong
  /// with what was asked; the same may go well a little later.
  public static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(JdbiException cause) {
      super(cause);
    }
  }

  /// Opens the database at `address` and brings its schema to this version.
  ///
  /// @param address the path of an SQLite file, or `postgresql://USER:PASSWORD@HOST:PORT/NAME`
  /// @throws BadRequest if there is no such database, or a later Kinora has changed it
  public static Database open(String address) {
    return open(address, Patience.NONE);
  }

  /// As above, and waits for PostgreSQL if it is away.
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
    config.setInitializationFailTimeout(1); // one try
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
          "The folder of the database %s cannot be made (%s).".formatted(file, e.getMessage()),
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

  /// The address without the password, for people to read.
  public static String shown(String address) {
    return address.replaceFirst("(://[^:/@]*):[^@]*@", "$1:***@");
  }

  /// Connections that commit by themselves.
  public DataSource source() {
    return source;
  }

  /// Whether this is PostgreSQL, which several machines may share.
  public boolean isPostgres() {
    return postgres;
  }

  /// What `body` gives, in one transaction: all that it writes is kept, or nothing.
  ///
  /// SQLite has one writer at a time, and who waits for its lock waits in native code. A virtual
  /// thread that does so keeps its carrier: as many of them as there are cores leave none for the
  /// virtual thread that holds the lock. So writers of this process wait for one another in Java,
  /// in their order, before they take a connection.
  ///
  /// @throws IllegalStateException within another transaction
  /// @throws Broken if the database does not do it
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

  /// As above, without a result.
  public void update(Consumer<Handle> body) {
    boolean _ =
        write(
            handle -> {
              body.accept(handle);
              return true;
            });
  }

  /// What `body` reads; nothing is locked.
  ///
  /// @throws Broken if the database does not do it
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
          // rows that refer to the account may be inserted meanwhile, or two who then lock it wait
          // for one another
          .createQuery("select id from account where id = :id for no key update")
          .bind("id", id)
          .mapTo(String.class)
          .findOne();
    } // SQLite has one writer at a time
  }

  /// The value of a setting that all nodes share; `first` is kept if there is none yet.
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

  /// Copies the database into `file` while it is used. SQLite only: PostgreSQL has tools of its
  /// own.
  ///
  /// @throws BadRequest if the file is there, or this is PostgreSQL
  public void backUp(Path file) {
    if (postgres || Files.exists(file)) {
      throw new BadRequest(
          postgres
              ? "A PostgreSQL database is not copied by Kinora."
              : "The file \"" + file + "\" already exists.",
          postgres ? "Take pg_dump." : "Name another one.",
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
