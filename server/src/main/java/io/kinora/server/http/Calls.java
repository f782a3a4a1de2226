package io.kinora.server.http;

import io.javalin.http.Context;
import io.kinora.server.keys.ApiKey;
import io.kinora.server.keys.ApiKey.Scope;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Helpers for all routes: authentication of the caller, and the response.
public final class Calls {
  private static final String KEY = "kinora.key";

  private final Services services;

  public Calls(Services services) {
    this.services = services;
  }

  /// Authenticates the caller, counts the call, and stores the key in the context for the route.
  ///
  /// @throws Problem if the caller has no valid key, or exceeds the rate limit
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

  /// Stores the key of a caller that was authenticated in another way than by its secret, and
  /// counts the call.
  public void enter(Context ctx, ApiKey key) {
    services.limits().count(key.id());
    ctx.attribute(KEY, key);
  }

  /// The key of the caller, if it has the scope.
  ///
  /// @throws Problem if it has not
  public static ApiKey key(Context ctx, Scope scope) {
    ApiKey key = ctx.attribute(KEY);
    if (key == null) {
      throw Problem.of(401, "invalid_api_key", "The API key is missing, wrong or revoked");
    }
    if (!key.may(scope)) {
      throw Problem.of(
          403,
          "forbidden",
          "The API key lacks the scope " + scope.name().toLowerCase(java.util.Locale.ROOT));
    }
    return key;
  }

  /// Responds with JSON.
  public static void answer(Context ctx, int status, JsonNode body) {
    ctx.status(status).contentType("application/json").result(body.toString());
  }

  /// Whether the client marks this request as a retry.
  public static boolean retried(Context ctx) {
    String count = ctx.header("X-Stainless-Retry-Count");
    return count != null && count.matches("[1-9]\\d{0,3}");
  }

  /// The base URL of the server, as this client reaches it.
  public String base(Context ctx) {
    String configured = services.settings().publicUrl();
    if (configured != null) {
      return configured;
    }
    String host = ctx.host();
    boolean plain = host != null && host.matches("[A-Za-z0-9.:\\[\\]_-]{1,255}");
    return ctx.scheme() + "://" + (plain ? host : "localhost");
  }

  /// The signed URL of a file, valid until it expires.
  public String url(Context ctx, String key) {
    return base(ctx) + services.urls().path(key);
  }

  /// An id from the path, if it has the form of an id of a job or an upload.
  public static String id(Context ctx, String what) {
    String id = ctx.pathParam("id");
    if (!id.matches("[A-Za-z0-9_-]{1,80}")) {
      throw Problem.missing(what);
    }
    return id;
  }

  /// An integer parameter of the query, in a range.
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

  /// The reason of an error for the log.
  static @Nullable String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
