package io.kinora.studio;

import io.kinora.clip.Progress;
import io.kinora.error.MediaFailure;
import io.kinora.studio.Film.Output;
import io.kinora.write.Container;
import io.kinora.write.Encoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// A cache of drawn shots in a folder, by the hash of all inputs that determine their frames.
final class ShotCache {
  /// The maximum size of the cache in bytes; the least recently used shots are deleted first.
  private static final long MOST = 4L << 30;

  /// ProRes 422 HQ: fast, 10 bits, and without visible loss in a second encoding.
  private static final Encoding ENCODING = new Encoding(Container.MOV, "prores", null, null, "hq");

  private final Path folder;

  ShotCache(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw failed("created", e);
    }
  }

  private MediaFailure failed(String what, IOException e) {
    return new MediaFailure(
        "The folder of drawn shots, %s, cannot be %s: %s.".formatted(folder, what, e.getMessage()),
        "Name another one.",
        "script",
        e);
  }

  /// The path of the shot of `film`, whether it exists or not.
  ///
  /// @param weights SHA-256 of the engine's weights
  Path file(Film film, String weights) {
    var files = FilmRecord.files(film);
    var record =
        new FilmRecord(KinoraVersion.current(), film, weights, files, List.of(), List.of());
    return folder.resolve(hash(record.json() + KinoraVersion.build()) + ".mov");
  }

  /// A file of another kind that depends on `text` only.
  Path file(String text, String ending) {
    return folder.resolve(hash(text) + ending);
  }

  private static String hash(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /// Whether a shot exists; if so, it is marked as used now.
  boolean has(Path file) {
    try {
      if (Files.isRegularFile(file)) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        return true;
      }
      return false;
    } catch (IOException e) {
      return true; // a folder that cannot be written to can still be read
    }
  }

  /// Draws a shot into the folder; it appears there only when it is complete.
  void draw(Studio studio, Film film, Path file, Progress progress) {
    long start = System.nanoTime();
    studio.make(film.output(new Output(file, true, ENCODING)), progress);
    remember(film, (System.nanoTime() - start) / 1e9);
    trim(file);
  }

  /// The seconds per million pixels of the last film drawn here; empty if there was none.
  OptionalDouble secondsFor(Film film) {
    try {
      String kept = Files.readString(speed(film));
      return OptionalDouble.of(Double.parseDouble(kept.strip()) * megapixels(film));
    } catch (IOException | NumberFormatException e) {
      return OptionalDouble.empty(); // nothing was drawn here yet
    }
  }

  private void remember(Film film, double seconds) {
    try {
      Files.writeString(speed(film), Double.toString(seconds / megapixels(film)));
    } catch (IOException e) {
      // the next shot stores it
    }
  }

  private Path speed(Film film) {
    return folder.resolve("seconds-a-megapixel-" + film.engine().name() + ".txt");
  }

  private static double megapixels(Film film) {
    var size = film.format().size();
    return film.format().frames() * (double) size.width() * size.height() / 1e6;
  }

  private void trim(Path kept) {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> oldest =
          all.filter(file -> file.toString().endsWith(".mov") && !file.equals(kept))
              .sorted(Comparator.comparing(ShotCache::used))
              .toList();
      long sum = Files.size(kept);
      for (Path file : oldest) {
        sum += Files.size(file);
      }
      for (Path file : oldest) {
        if (sum <= MOST) {
          return;
        }
        sum -= Files.size(file);
        Files.delete(file);
      }
    } catch (IOException e) {
      // another process uses the folder; a later shot will trim it
    }
  }

  private static FileTime used(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
