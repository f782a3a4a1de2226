package io.kinora.server.http;

import io.github.bucket4j.Bucket;
import io.kinora.server.keys.SharedRates;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rate limit of each caller: a token bucket. If several nodes share a database, a request that
/// passes this node's bucket also counts in a shared one. Callers without recent requests are
/// removed.
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

  /// @param perMinute requests of one caller per minute, which may also come in one burst
  /// @param shared the buckets shared by all nodes; null if there is only this node
  public RateLimits(int perMinute, @Nullable SharedRates shared) {
    this.perMinute = perMinute;
    this.shared = shared;
  }

  /// Counts a request.
  ///
  /// @throws Problem if the caller exceeds the limit
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
