package io.kinora.server.http;

import io.javalin.http.Context;
import io.kinora.server.keys.ApiKey;
import io.kinora.server.keys.ApiKey.Scope;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What every route needs of a call: who makes it, how it is answered.
public final class Calls {
  private static final String KEY = "kinora.key";

  private final Services services;

  public Calls(Services services) {
    this.services = services;
  }

  /// Finds out who calls, counts the call, and keeps the key for the route.
  ///
  /// @throws Problem if nobody that may
  void enter(Context ctx) {
    String header = ctx.header("Authorization");
    String secret =
        header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
            ? header.substring(7).strip()
            : "";
    ApiKey key = secret.isEmpty() ? null : services.keys().find(secret).orElse(null);
    if (key == null) {
      services.limits().count("stranger " + ctx.ip());
      throw Problem.of(401, "invalid_api_key", "The API key is missing, wrong or revoked");
    }
    services.limits().count(key.id());
    ctx.attribute(KEY, key);
  }

  /// Keeps the key of who calls, known in another way than by its secret, and counts the call.
  public void enter(Context ctx, ApiKey key) {
    services.limits().count(key.id());
    ctx.attribute(KEY, key);
  }

  /// Who calls, if it may do this.
  ///
  /// @throws Problem if it may not
  public static ApiKey key(Context ctx, Scope scope) {
    ApiKey key = ctx.attribute(KEY);
    if (key == null) {
      throw Problem.of(401, "invalid_api_key", "The API key is missing, wrong or revoked");
    }
    if (!key.may(scope)) {
      throw Problem.of(
          403,
          "forbidden",
          "The API key has not the scope " + scope.name().toLowerCase(java.util.Locale.ROOT));
    }
    return key;
  }

  /// Answers with JSON.
  public static void answer(Context ctx, int status, JsonNode body) {
    ctx.status(status).contentType("application/json").result(body.toString());
  }

  /// Whether the client says that it has sent this before.
  public static boolean retried(Context ctx) {
    String count = ctx.header("X-Stainless-Retry-Count");
    return count != null && count.matches("[1-9]\\d{0,3}");
  }

  /// The beginning of the server's own addresses, as this client reaches it.
  public String base(Context ctx) {
    String configured = services.settings().publicUrl();
    if (configured != null) {
      return configured;
    }
    String host = ctx.host();
    boolean plain = host != null && host.matches("[A-Za-z0-9.:\\[\\]_-]{1,255}");
    return ctx.scheme() + "://" + (plain ? host : "localhost");
  }

  /// The address of a file, which whoever has it may read until it expires.
  public String url(Context ctx, String key) {
    return base(ctx) + services.urls().path(key);
  }

  /// A name from the path, if it can be one of a job or an upload.
  public static String id(Context ctx, String what) {
    String id = ctx.pathParam("id");
    if (!id.matches("[A-Za-z0-9_-]{1,80}")) {
      throw Problem.missing(what);
    }
    return id;
  }

  /// A whole number of the query, in a range.
  public static int number(Context ctx, String name, int usual, int min, int max) {
    String text = ctx.queryParam(name);
    if (text == null || text.isEmpty()) {
      return usual;
    }
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
      throw Problem.field(name, "Expected a whole number from %d to %d".formatted(min, max));
    }
    return Integer.parseInt(text);
  }

  /// What is wrong, in words for the log.
  static @Nullable String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
