package io.kinora.server.files;

import io.kinora.server.keys.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signed URLs, which give read access to a file until they expire: key and expiry time are signed
/// with HMAC-SHA256 by a secret that all nodes share.
public final class SignedUrls {
  private final byte[] secret;
  private final Clock clock;
  private final Duration valid;

  /// @param secret in hexadecimal
  /// @param valid the lifetime of a URL
  public SignedUrls(String secret, Clock clock, Duration valid) {
    this.secret = HexFormat.of().parseHex(secret);
    this.clock = clock;
    this.valid = valid;
  }

  /// The path of a signed URL of the file `key`: `/v1/files/KEY?expires=…&signature=…`.
  public String path(String key) {
    long expires = clock.millis() / 1000 + valid.toSeconds();
    return "/v1/files/%s?expires=%d&signature=%s".formatted(key, expires, sign(key, expires));
  }

  /// Whether a URL was made by [#path] and has not expired.
  public boolean holds(String key, String expires, String signature) {
    if (!expires.matches("\\d{1,15}")) {
      return false;
    }
    long until = Long.parseLong(expires);
    return Secrets.same(sign(key, until), signature) && clock.millis() / 1000 <= until;
  }

  private String sign(String key, long expires) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] text = (key + "\n" + expires).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
