package io.kinora.server.http;

import io.github.bucket4j.Bucket;
import io.kinora.server.keys.SharedRates;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How often each caller may ask: a bucket of tokens that fills again. Where several nodes share a
/// database, what passes this node's bucket also counts in one that all of them have. Callers that
/// were not heard of for long are forgotten.
public final class RateLimits {
  private static final int MOST_CALLERS = 10_000;

  private final int perMinute;
  private final @Nullable SharedRates shared;
  private final Map<String, Bucket> buckets =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, .75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
              return size() > MOST_CALLERS;
            }
          });

  /// @param perMinute requests of one caller, which may also come at once
  /// @param shared by all nodes; null is this node alone
  public RateLimits(int perMinute, @Nullable SharedRates shared) {
    this.perMinute = perMinute;
    this.shared = shared;
  }

  /// Counts a request.
  ///
  /// @throws Problem if there were too many
  public void count(String caller) {
    Bucket bucket =
        buckets.computeIfAbsent(
            caller,
            _ ->
                Bucket.builder()
                    .addLimit(
                        limit ->
                            limit
                                .capacity(perMinute)
                                .refillGreedy(perMinute, Duration.ofMinutes(1)))
                    .build());
    if (!bucket.tryConsume(1) || (shared != null && !shared.take(caller, perMinute))) {
      throw Problem.later(
          429, "rate_limit_exceeded", "More than %d requests a minute".formatted(perMinute));
    }
  }
}
