package io.kinora.server.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import io.kinora.server.database.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked // fields are set before each test
class LedgerTest {
  @TempDir Path folder;

  private Database database() {
    return Database.open(folder.resolve("books.db").toString());
  }

  @Test
  void a_grant_counts_once_by_its_name() {
    try (Database database = database()) {
      var ledger = new Ledger(database, Clock.systemUTC());
      assertThat(ledger.grant("a", 100, "first", "")).isTrue();
      assertThat(ledger.grant("a", 100, "first", "")).isFalse();
      assertThat(ledger.balance("a")).isEqualTo(100);
      assertThat(ledger.check()).isEmpty();
    }
  }

  @Test
  void what_is_not_there_is_not_spent() {
    try (Database database = database()) {
      var ledger = new Ledger(database, Clock.systemUTC());
      boolean _ = ledger.grant("a", 10, "first", "");
      assertThatThrownBy(
              () -> database.update(handle -> ledger.reserve(handle, "a", "job", "m", 11)))
          .isInstanceOf(Ledger.NotEnough.class);
      assertThat(ledger.balance("a")).isEqualTo(10);
      assertThat(ledger.history("a", 10)).hasSize(1);
      assertThat(ledger.check()).isEmpty();
    }
  }

  @Test
  void what_is_held_for_a_command_that_was_killed_goes_back() {
    try (Database database = database()) {
      var ledger = new Ledger(database, Clock.systemUTC());
      boolean _ = ledger.grant("a", 10, "first", "");
      for (String id : List.of("command-0f", "command-f0", "job")) {
        database.update(handle -> ledger.reserve(handle, "a", id, "m", 3));
      }
      database.update(handle -> ledger.settle(handle, "a", "command-f0", "m", 3));
      ledger.releaseForgotten(0);
      assertThat(ledger.balance("a")).as("it came just now").isEqualTo(1);
      ledger.releaseForgotten(System.currentTimeMillis() + 1);
      assertThat(ledger.balance("a")).as("what is no job, and was not paid").isEqualTo(4);
      ledger.releaseForgotten(System.currentTimeMillis() + 1);
      assertThat(ledger.balance("a")).isEqualTo(4);
      assertThat(ledger.check()).isEmpty();
    }
  }

  @Test
  void a_job_is_settled_once() {
    try (Database database = database()) {
      var ledger = new Ledger(database, Clock.systemUTC());
      boolean _ = ledger.grant("a", 10, "first", "");
      database.update(handle -> ledger.reserve(handle, "a", "job", "m", 8));
      assertThat(ledger.balance("a")).isEqualTo(2);
      database.update(handle -> ledger.settle(handle, "a", "job", "m", 5));
      database.update(handle -> ledger.settle(handle, "a", "job", "m", 5));
      database.update(handle -> ledger.settle(handle, "a", "job", "m", 0));
      assertThat(ledger.balance("a")).isEqualTo(5);
      assertThat(ledger.check()).isEmpty();
    }
  }

  /// Threads reserve, settle, release, repeat, and fail in the middle of their transactions, in any
  /// order: the books balance at the end, and nobody has spent what was not there.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_books_balance_whatever_happens(long seed) throws Exception {
    try (Database database = database();
        var threads = Executors.newFixedThreadPool(6)) {
      var ledger = new Ledger(database, Clock.systemUTC());
      for (String account : List.of("a", "b", "c")) {
        boolean _ = ledger.grant(account, 300, account, "");
      }
      var running = new ArrayList<Future<?>>();
      for (int thread = 0; thread < 6; thread++) {
        var random = new SplittableRandom(seed * 100 + thread);
        running.add(threads.submit(() -> interleave(database, ledger, random)));
      }
      for (Future<?> one : running) {
        one.get();
      }
      assertThat(ledger.check()).isEmpty();
      for (String account : List.of("a", "b", "c")) {
        long sum = ledger.history(account, 10_000).stream().mapToLong(Ledger.Entry::amount).sum();
        assertThat(ledger.balance(account)).isBetween(0L, 300L).isEqualTo(sum);
      }
    }
  }

  private static void interleave(Database database, Ledger ledger, SplittableRandom random) {
    for (int step = 0; step < 40; step++) {
      String account = "abc".charAt(random.nextInt(3)) + "";
      String job = account + random.nextInt(25);
      int act = random.nextInt(4), amount = 1 + random.nextInt(40);
      boolean killed = random.nextInt(5) == 0;
      try {
        database.update(
            handle -> {
              switch (act) {
                case 0, 1 -> ledger.reserve(handle, account, job, "m", amount);
                case 2 -> ledger.settle(handle, account, job, "m", 1);
                default -> ledger.settle(handle, account, job, "m", 0);
              }
              if (killed) {
                throw new IllegalStateException("killed in the middle");
              }
            });
      } catch (Ledger.NotEnough | IllegalStateException | IllegalArgumentException e) {
        // as in life
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text_to_video, gen4.5, 1280x720, 5, '', 60",
    "text_to_video, gen4.5, 1920x1080, 5, '', 120",
    "text_to_video, gen4.5, 1280x720, 5, prores, 85",
    "image_to_video, gen4_turbo, 1280x720, 5, '', 25",
    "extend, unknown, 768x432, 0.5, '', 3",
    "render, unknown, 768x432, 0.5, '', 1",
  })
  void prices_go_by_operation_model_size_and_second(
      String operation, String model, String size, double seconds, String format, long price) {
    assertThat(PriceList.bundled().quote(operation, model, FrameSize.parse(size), seconds, format))
        .isEqualTo(price);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b=1", "*.*=-1", "*.*=much", "*.*=1\nsize.big=2"})
  void a_list_of_prices_that_is_none_is_refused(String text) throws Exception {
    Path file = folder.resolve("prices");
    Files.writeString(file, text);
    assertThatThrownBy(() -> PriceList.read(file)).isInstanceOf(BadRequest.class);
  }
}
