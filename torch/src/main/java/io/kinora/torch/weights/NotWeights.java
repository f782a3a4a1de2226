package io.kinora.torch.weights;

import io.kinora.error.WeightsRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Detects by its first bytes a file that a failed download left in place of a model's file.
public final class NotWeights {
  /// The number of bytes of a file that are inspected.
  private static final int HEAD = 200;

  private NotWeights() {}

  /// Rejects a file that is not part of a model but a pointer to one, or a web page about it.
  ///
  /// @throws WeightsRefused if it is
  public static void check(Path file) {
    try (var stream = Files.newInputStream(file)) {
      check(file.toString(), ByteBuffer.wrap(stream.readNBytes(HEAD)), false);
    } catch (IOException e) {
      // the reader of the file will report what is wrong with it
    }
  }

  /// Checks the first bytes of a file, up to the buffer's limit.
  ///
  /// @param binary whether any text is wrong, too
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
