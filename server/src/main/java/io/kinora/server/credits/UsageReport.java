package io.kinora.server.credits;

import io.kinora.server.database.Database;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The credits that an account has spent, by day and model.
///
/// @param days all days of the range in order, days without use included, with the credits by model
public record UsageReport(SortedMap<LocalDate, Map<String, Long>> days) {
  /// The spent credits of `account`.
  ///
  /// @param from the first day, UTC
  /// @param before the day after the last day
  public static UsageReport of(
      Database database, String account, LocalDate from, LocalDate before) {
    var days = new TreeMap<LocalDate, Map<String, Long>>();
    for (LocalDate day = from; day.isBefore(before); day = day.plusDays(1)) {
      days.put(day, new LinkedHashMap<>());
    }
    record Spent(long created, String model, long amount) {}
    List<Spent> spent =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "select created, model, amount from transfer where account = :account"
                            + " and kind = 'settle' and created >= :from and created < :before"
                            + " order by created")
                    .bind("account", account)
                    .bind("from", millis(from))
                    .bind("before", millis(before))
                    .map(
                        (row, _) ->
                            new Spent(
                                row.getLong("created"),
                                row.getString("model"),
                                row.getLong("amount")))
                    .list());
    for (Spent one : spent) {
      LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(one.created), ZoneOffset.UTC);
      days.computeIfAbsent(day, _ -> new LinkedHashMap<>()).merge(one.model, one.amount, Long::sum);
    }
    return new UsageReport(days);
  }

  private static long millis(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  /// The models used, sorted.
  public List<String> models() {
    return days.values().stream()
        .flatMap(day -> day.keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }
}
