package io.kinora.server.database;

import io.kinora.error.BadRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Waits for a database that is temporarily unavailable, for example because it starts at the same
/// time as the node, or restarts after a crash. Permanent errors, such as a wrong password, are
/// reported at once.
///
/// @param most the maximum total time to wait
/// @param away receives the reason before each wait
public record Patience(Duration most, Consumer<String> away) {
  /// Does not wait.
  public static final Patience NONE = new Patience(Duration.ZERO, _ -> {});

  private static final long FIRST_MILLIS = 250, LONGEST_MILLIS = 4000;

  /// Runs `body`, repeatedly while the database is unavailable, and returns its result.
  ///
  /// @throws BadRequest if it was unavailable for too long
  public <T> T await(Supplier<T> body) {
    long until = System.nanoTime() + most.toNanos();
    for (long wait = FIRST_MILLIS; ; wait = Math.min(2 * wait, LONGEST_MILLIS)) {
      try {
        return body.get();
      } catch (RuntimeException e) {
        if (!isAway(e)) {
          throw e;
        }
        if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait) > until) {
          throw refused(e);
        }
        away.accept(firstLine(e));
        sleep(wait);
      }
    }
  }

  private static void sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while waiting for the database", e);
    }
  }

  /// Whether an SQL error may be temporary: any but a wrong password, a missing database or a
  /// missing privilege, because broken connections cause many different errors.
  private static boolean isAway(Throwable error) {
    boolean sql = false;
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof SQLException failed) {
        sql = true;
        if (failed.getSQLState() != null && failed.getSQLState().matches("(?:28|3D|42).*")) {
          return false;
        }
      }
    }
    return sql;
  }

  static BadRequest refused(RuntimeException e) {
    return new BadRequest(
        "The database cannot be opened: %s.".formatted(firstLine(e)),
        "Check its address, that it runs, and that no later version of Kinora has migrated it.",
        "server-database",
        e);
  }

  private static String firstLine(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse("").replaceFirst("[.\\s]+$", "");
  }
}
