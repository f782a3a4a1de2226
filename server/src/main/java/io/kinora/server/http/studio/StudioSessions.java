package io.kinora.server.http.studio;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.kinora.server.http.Calls;
import io.kinora.server.http.Problem;
import io.kinora.server.keys.ApiKey;
import io.kinora.server.keys.Keys;
import io.kinora.server.keys.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The sessions of the page: a signed HttpOnly cookie holds the key's id, never its secret. A
/// request that changes anything also needs a CSRF token in a header, which only the page itself
/// can send.
final class StudioSessions {
  static final String COOKIE = "kinora_studio", CSRF = "X-Kinora-CSRF";
  private static final Duration VALID = Duration.ofDays(30), TOKEN_VALID = Duration.ofMinutes(10);

  private final Keys keys;
  private final Calls calls;
  private final Clock clock;
  private final byte[] secret;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  private record Token(String key, long expires) {}

  /// @param secret of the server, in hexadecimal
  StudioSessions(Keys keys, Calls calls, Clock clock, String secret) {
    this.keys = keys;
    this.calls = calls;
    this.clock = clock;
    this.secret = HexFormat.of().parseHex(secret);
  }

  /// A token that opens one session, within ten minutes.
  ///
  /// @param key the id of the key whose rights the session has
  String token(String key) {
    String token = Secrets.hex(24);
    tokens.put(Secrets.sha256(token), new Token(key, clock.millis() + TOKEN_VALID.toMillis()));
    return token;
  }

  /// The key of a token from [#token]; the token becomes invalid.
  Optional<ApiKey> redeem(String token) {
    Token found = tokens.remove(Secrets.sha256(token));
    return found == null || found.expires < clock.millis()
        ? Optional.empty()
        : keys.byId(found.key);
  }

  /// Starts a session and sets its cookie in the response.
  ///
  /// @return the value for the header [#CSRF]
  String begin(Context ctx, ApiKey key) {
    String body = key.id() + "." + (clock.millis() + VALID.toMillis());
    String value = body + "." + sign("session " + body);
    setCookie(ctx, value, VALID.toSeconds());
    return csrf(value);
  }

  /// Ends the session.
  void end(Context ctx) {
    setCookie(ctx, "", 0);
  }

  private static void setCookie(Context ctx, String value, long seconds) {
    String secure = ctx.scheme().equals("https") ? "; Secure" : "";
    ctx.res()
        .addHeader(
            "Set-Cookie",
            "%s=%s; Path=/studio; Max-Age=%d; HttpOnly; SameSite=Strict%s"
                .formatted(COOKIE, value, seconds, secure));
  }

  /// The CSRF token for the session of this request.
  String csrf(Context ctx) {
    String value = ctx.cookie(COOKIE);
    return csrf(value == null ? "" : value);
  }

  private String csrf(String value) {
    return sign("csrf " + value);
  }

  /// Whether the request belongs to a session.
  boolean isThere(Context ctx) {
    return key(ctx.cookie(COOKIE)) != null;
  }

  /// Authenticates the request by its session, and counts it.
  ///
  /// @throws Problem if it has no session, or would change something without a valid CSRF token
  void enter(Context ctx) {
    String value = ctx.cookie(COOKIE);
    ApiKey key = key(value);
    if (key == null) {
      throw Problem.of(401, "no_session", "This browser has no session; give the key again");
    }
    boolean reads = ctx.method().equals(HandlerType.GET) || ctx.method().equals(HandlerType.HEAD);
    String sent = ctx.header(CSRF);
    if (!reads && (sent == null || !Secrets.same(sent, csrf(ctx)))) {
      throw Problem.of(403, "csrf", "The request does not come from the page of this session");
    }
    calls.enter(ctx, key);
  }

  private @Nullable ApiKey key(@Nullable String value) {
    if (value == null || !value.matches("[\\w-]{1,60}\\.\\d{1,15}\\.[0-9a-f]{64}")) {
      return null;
    }
    String[] parts = value.split("\\.");
    boolean good =
        Secrets.same(sign("session " + parts[0] + "." + parts[1]), parts[2])
            && clock.millis() < Long.parseLong(parts[1]);
    return good ? keys.byId(parts[0]).orElse(null) : null;
  }

  private String sign(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
