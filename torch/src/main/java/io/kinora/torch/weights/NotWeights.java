package io.kinora.torch.weights;

import io.kinora.error.WeightsRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What lies in the place of a model's file when fetching it went wrong, told by its first bytes.
public final class NotWeights {
  /// As much of a file as is looked at.
  private static final int HEAD = 200;

  private NotWeights() {}

  /// Refuses a file that is no part of a model but a pointer to one, or a page about it.
  ///
  /// @throws WeightsRefused if it is
  public static void check(Path file) {
    try (var stream = Files.newInputStream(file)) {
      check(file.toString(), ByteBuffer.wrap(stream.readNBytes(HEAD)), false);
    } catch (IOException e) {
      // whoever reads the file will say what is wrong with it
    }
  }

  /// The same of the first bytes of a file, which is read up to its limit.
  ///
  /// @param binary whether text is wrong, too, of whatever kind
  static void check(String label, ByteBuffer head, boolean binary) {
    byte[] bytes = new byte[Math.min(HEAD, head.remaining())];
    head.duplicate().get(bytes);
    String instead = instead(bytes, binary);
    if (instead != null) {
      throw new WeightsRefused(
          "The file %s is not the file of a model but %s.".formatted(label, instead),
          "Fetch the file itself: git lfs pull, or a download of its raw content.",
          "not-weights");
    }
  }

  private static @Nullable String instead(byte[] head, boolean binary) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.startsWith("version https://git-lfs")) {
      return "a pointer of Git LFS, which only names it";
    }
    if (plain.startsWith("<!doctype") || plain.startsWith("<html") || plain.startsWith("<?xml")) {
      return "a web page";
    }
    if (!binary) {
      return null;
    }
    if (text.startsWith("PK\3\4") || text.startsWith("\u0080\2")) {
      return "a pickle of PyTorch, which could run any code; it has to be converted to safetensors";
    }
    if (text.startsWith("GGUF")) {
      return "a GGUF file, which Kinora does not read";
    }
    boolean readable = head.length >= 8 && text.chars().limit(8).allMatch(c -> c >= 32 && c < 127);
    return readable
        ? "text: \"" + text.lines().findFirst().orElse("").replaceAll("[^ -~]", "?") + "\""
        : null;
  }
}
