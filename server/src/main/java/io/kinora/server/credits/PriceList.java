package io.kinora.server.credits;

import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/// Prices by operation, model, size and second. The file has these lines:
///
/// ```
/// text_to_video.gen4.5 = 12      # credits per second
/// *.* = 5                        # everything else
/// size.1920x1080 = 2             # a factor for frames of at least this many pixels
/// format.prores = 5              # a surcharge per second for this file format
/// ```
public final class PriceList {
  private final Map<String, BigDecimal> prices;

  private PriceList(Map<String, BigDecimal> prices) {
    this.prices = prices;
  }

  /// The bundled price list.
  public static PriceList bundled() {
    try (InputStream in = PriceList.class.getResourceAsStream("prices.properties");
        Reader reader =
            new InputStreamReader(
                Objects.requireNonNull(in, "prices are missing"), StandardCharsets.UTF_8)) {
      return read(reader, "the bundled list");
    } catch (IOException e) {
      throw new IllegalStateException("the bundled list of prices", e);
    }
  }

  /// Reads the list in `file`.
  ///
  /// @throws BadRequest if it is not a price list
  public static PriceList read(Path file) {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return read(reader, file.toString());
    } catch (IOException e) {
      throw refused("The price list %s cannot be read (%s).".formatted(file, e.getMessage()));
    }
  }

  private static PriceList read(Reader reader, String name) throws IOException {
    var lines = new Properties();
    lines.load(reader);
    var prices = new TreeMap<String, BigDecimal>();
    for (String key : lines.stringPropertyNames()) {
      String value = lines.getProperty(key).replaceFirst("#.*", "").strip();
      if (!value.matches("\\d{1,6}(\\.\\d{1,4})?")) {
        throw refused("In %s, the price of %s is \"%s\".".formatted(name, key, value));
      }
      if (key.startsWith("size.")) {
        FrameSize _ = FrameSize.parse(key.substring("size.".length()));
      }
      prices.put(key, new BigDecimal(value));
    }
    if (!prices.containsKey("*.*")) {
      throw refused("%s has no default price \"*.*\".".formatted(name));
    }
    return new PriceList(prices);
  }

  private static BadRequest refused(String problem) {
    return new BadRequest(
        problem, "Write it as in text_to_video.gen4.5 = 12, and *.* = 5.", "server-credits");
  }

  /// The price in credits, rounded up and at least 1, or 0 if the listed price is 0.
  ///
  /// @param operation in lower case
  /// @param model as the client names it
  /// @param seconds length of the result
  /// @param format the requested file format; empty means the default
  public long quote(String operation, String model, FrameSize size, double seconds, String format) {
    BigDecimal second =
        price(operation + "." + model, "*." + model, operation + ".*", "*.*")
            .multiply(sizeFactor(size))
            .add(prices.getOrDefault("format." + format, BigDecimal.ZERO));
    return second
        .multiply(BigDecimal.valueOf(seconds))
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }

  private BigDecimal price(String... keys) {
    for (String key : keys) {
      BigDecimal price = prices.get(key);
      if (price != null) {
        return price;
      }
    }
    throw new IllegalStateException("there is a price for all");
  }

  private BigDecimal sizeFactor(FrameSize size) {
    long pixels = (long) size.width() * size.height();
    long best = 0;
    BigDecimal factor = BigDecimal.ONE;
    for (var entry : prices.entrySet()) {
      if (entry.getKey().startsWith("size.")) {
        FrameSize from = FrameSize.parse(entry.getKey().substring("size.".length()));
        long least = (long) from.width() * from.height();
        if (pixels >= least && least > best) {
          best = least;
          factor = entry.getValue();
        }
      }
    }
    return factor;
  }
}
