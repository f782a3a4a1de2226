package io.kinora.server.webhooks;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.kinora.server.database.Database;
import io.kinora.server.fetch.AssetFetcher;
import io.kinora.server.keys.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// An outbox of messages to clients, in the format of Standard Webhooks. A message is added in the
/// transaction that ends a job, and sent until the client accepts it, or too many attempts have
/// failed.
public final class Outbox {
  /// The waits between attempts; after the last one a message is abandoned.
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14));

  private static final int AT_ONCE = 20;

  private final Database database;
  private final AssetFetcher fetcher;
  private final Clock clock;
  private final String secret;

  /// @param secret of the server, in hexadecimal; each account's secret is derived from it
  public Outbox(Database database, AssetFetcher fetcher, Clock clock, String secret) {
    this.database = database;
    this.fetcher = fetcher;
    this.clock = clock;
    this.secret = secret;
  }

  /// The secret with which an account's clients verify messages: `whsec_…`.
  public String secretOf(String account) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(secret), "HmacSHA256"));
      byte[] own = mac.doFinal(("webhook " + account).getBytes(StandardCharsets.UTF_8));
      return "whsec_" + Base64.getEncoder().encodeToString(own);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  /// Adds a message, in the transaction of the change that it reports.
  public void add(Handle handle, String account, String job, String url, String body) {
    handle
        .createUpdate(
            "insert into webhook (id, account, job, url, body, created, next, attempts, delivered,"
                + " error) values (:id, :account, :job, :url, :body, :now, :now, 0, null, null)")
        .bind("id", "msg_" + Secrets.hex(16))
        .bind("account", account)
        .bind("job", job)
        .bind("url", url)
        .bind("body", body)
        .bind("now", clock.millis())
        .execute();
  }

  private record Message(String id, String account, String url, String body, int attempts) {}

  /// Sends due messages.
  ///
  /// @return the number of messages that were attempted
  public int send() {
    List<Message> due =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "select * from webhook where delivered is null and next <= :now"
                            + " order by next limit :most")
                    .bind("now", clock.millis())
                    .bind("most", AT_ONCE)
                    .map(
                        (row, _) ->
                            new Message(
                                row.getString("id"),
                                row.getString("account"),
                                row.getString("url"),
                                row.getString("body"),
                                row.getInt("attempts")))
                    .list());
    for (Message message : due) {
      String error = post(message);
      database.update(handle -> note(handle, message, error));
    }
    return due.size();
  }

  private void note(Handle handle, Message message, @Nullable String error) {
    boolean over = message.attempts >= WAITS.size();
    long next = over ? Long.MAX_VALUE : clock.millis() + WAITS.get(message.attempts).toMillis();
    handle
        .createUpdate(
            "update webhook set attempts = attempts + 1, next = :next, delivered = :delivered,"
                + " error = :error where id = :id and delivered is null")
        .bind("next", next)
        .bind("delivered", error == null ? clock.millis() : null)
        .bind("error", error)
        .bind("id", message.id)
        .execute();
  }

  /// @return the error; null if the client accepted it
  private @Nullable String post(Message message) {
    long seconds = clock.millis() / 1000;
    try {
      fetcher.check(message.url);
      String signature =
          new Webhook(secretOf(message.account)).sign(message.id, seconds, message.body);
      Request request =
          new Request.Builder()
              .url(message.url)
              .header("webhook-id", message.id)
              .header("webhook-timestamp", Long.toString(seconds))
              .header("webhook-signature", signature)
              .post(RequestBody.create(message.body, MediaType.get("application/json")))
              .build();
      try (Response response = fetcher.client().newCall(request).execute()) {
        return response.isSuccessful() ? null : "status " + response.code();
      }
    } catch (IOException
        | WebhookSigningException
        | EmptyWebhookSecretException
        | RuntimeException e) {
      return e.getClass().getSimpleName();
    }
  }
}
