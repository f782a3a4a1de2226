package io.kinora.server.http;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often each caller may ask this node: a bucket of tokens that fills again. Callers that were
/// not heard of for long are forgotten.
public final class RateLimits {
  private static final int MOST_CALLERS = 10_000;

  private final int perMinute;
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
  public RateLimits(int perMinute) {
    this.perMinute = perMinute;
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
    if (!bucket.tryConsume(1)) {
      throw Problem.later(
          429, "rate_limit_exceeded", "More than %d requests a minute".formatted(perMinute));
    }
  }
}
