package io.kinora.server.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Detects the type of a file by its first bytes, regardless of its declared name and type.
public final class Sniffer {
  private static final int HEAD = 16;

  private Sniffer() {}

  /// A type of file that Kinora reads.
  ///
  /// @param type MIME type, such as `image/png`
  /// @param ending file name extension with its dot
  public record Kind(String type, String ending) {
    /// Whether it is a picture.
    public boolean isImage() {
      return type.startsWith("image/");
    }

    /// Whether it is a video.
    public boolean isVideo() {
      return type.startsWith("video/");
    }

    /// Whether it is sound.
    public boolean isAudio() {
      return type.startsWith("audio/");
    }
  }

  /// The type of `file`; empty if Kinora does not read it.
  public static Optional<Kind> of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(HEAD));
    }
  }

  /// The type of a file that begins with `head`.
  static Optional<Kind> of(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    Kind kind = null;
    if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
      kind = new Kind("image/png", ".png");
    } else if (text.startsWith("\u00ff\u00d8\u00ff")) {
      kind = new Kind("image/jpeg", ".jpg");
    } else if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
      kind = new Kind("image/gif", ".gif");
    } else if (is(text, 0, "RIFF") && is(text, 8, "WEBP")) {
      kind = new Kind("image/webp", ".webp");
    } else if (is(text, 0, "RIFF") && is(text, 8, "WAVE")) {
      kind = new Kind("audio/wav", ".wav");
    } else if (is(text, 4, "ftypqt")) {
      kind = new Kind("video/quicktime", ".mov");
    } else if (is(text, 4, "ftypM4A")) {
      kind = new Kind("audio/mp4", ".m4a");
    } else if (is(text, 4, "ftyp")) {
      kind = new Kind("video/mp4", ".mp4");
    } else if (text.startsWith("\u001aE\u00df\u00a3")) {
      kind = new Kind("video/webm", ".webm");
    } else if (text.startsWith("ID3") || text.startsWith("\u00ff\u00fb")) {
      kind = new Kind("audio/mpeg", ".mp3");
    } else if (text.startsWith("OggS")) {
      kind = new Kind("audio/ogg", ".ogg");
    } else if (text.startsWith("fLaC")) {
      kind = new Kind("audio/flac", ".flac");
    }
    return Optional.ofNullable(kind);
  }

  private static boolean is(String text, int at, String mark) {
    return text.startsWith(mark, at);
  }
}
