package io.kinora.read;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.write.PictureSequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The pictures of a folder or a zip file, in the order of their names, as a clip: sequences by
/// [PictureSequence] or other programs. One picture is in memory at a time.
final class SequenceReader implements Clip {
  /// The maximum number of pictures: ten hours at 28 per second.
  private static final int MOST = 1_000_000;

  /// The maximum size of a record in bytes.
  private static final int MAX_RECORD = 4 << 20;

  private final Path path;
  private final @Nullable FileSystem zip;
  private final List<Path> pictures;
  private final FrameRate rate;
  private final FrameSize size;
  private int read;

  SequenceReader(Path path, FrameRate rate) {
    this.path = path;
    this.rate = rate;
    try {
      zip = open(path);
      pictures = pictures(root(path, zip));
    } catch (IOException | RuntimeException e) {
      throw refused("it is not a readable folder or zip file (" + e.getMessage() + ")");
    }
    try {
      if (pictures.isEmpty() || pictures.size() > MOST) {
        throw refused(
            pictures.isEmpty()
                ? "it holds no PNG or JPEG files"
                : "it holds more than " + MOST + " pictures");
      }
      size = with(pictures.getFirst(), SequenceReader::size);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static @Nullable FileSystem open(Path path) throws IOException {
    return Files.isDirectory(path) ? null : FileSystems.newFileSystem(path);
  }

  private static Path root(Path path, @Nullable FileSystem zip) {
    return zip == null ? path : zip.getPath("/");
  }

  private static List<Path> pictures(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(SequenceReader::isPicture)
          .limit(MOST + 1L)
          .sorted(Comparator.comparing(file -> sortable(String.valueOf(file.getFileName()))))
          .toList();
    }
  }

  private static boolean isPicture(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    boolean isPicture = name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    return isPicture && !name.startsWith(".") && Files.isRegularFile(file);
  }

  /// A sort key that orders numbers in names by value: `a9` before `a10`.
  private static String sortable(String name) {
    return java.util.regex.Pattern.compile("\\d+")
        .matcher(name)
        .replaceAll(
            digits -> "0".repeat(Math.max(0, 20 - digits.group().length())) + digits.group());
  }

  /// Passes a picture to `use` as a separate file.
  private <T> T with(Path picture, Function<Path, T> use) {
    if (PictureKind.of(picture).isEmpty()) {
      throw refused("its " + picture.getFileName() + " is no PNG or JPEG");
    }
    Path file = zip == null ? picture : unpacked(picture);
    try {
      return use.apply(file);
    } finally {
      if (zip != null) {
        boolean _ = file.toFile().delete();
      }
    }
  }

  private static FrameSize size(Path picture) {
    try (var reader = new VideoReader(picture)) {
      return reader.size();
    }
  }

  /// Reads a picture like a single picture: upright, with its colour tags.
  private boolean read(Path picture, Path file, Frame into) {
    try (var reader = new VideoReader(file)) {
      if (!reader.size().equals(size)) {
        throw refused(
            "its %s is %s pixels and the first one %s"
                .formatted(picture.getFileName(), reader.size(), size));
      }
      return reader.read(into);
    }
  }

  /// The conversions of its pictures during reading, according to the first one.
  static List<String> changes(Path path) {
    try (var sequence = new SequenceReader(path, FrameRate.DEFAULT)) {
      return sequence.with(
          sequence.pictures.getFirst(), file -> MediaInfo.read(file).video().changes());
    }
  }

  /// Unpacks a picture from a zip file into a separate file, because FFmpeg reads files.
  private Path unpacked(Path picture) {
    try {
      Path file = Files.createTempFile("kinora-", "-" + picture.getFileName());
      return Files.copy(picture, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new MediaFailure(
          "The picture %s of \"%s\" is damaged: %s."
              .formatted(picture.getFileName(), path, e.getMessage()),
          "Copy it again from where it came from, and see that there is free space.",
          "input-file",
          e);
    }
  }

  /// The record beside the pictures, if there is one.
  static Optional<String> record(Path path) {
    try (FileSystem zip = open(path)) {
      Path file = root(path, zip).resolve(PictureSequence.RECORD);
      return Files.isRegularFile(file) && Files.size(file) <= MAX_RECORD
          ? Optional.of(Files.readString(file, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // no record
    }
  }

  @Override
  public FrameSize size() {
    return size;
  }

  @Override
  public FrameRate rate() {
    return rate;
  }

  @Override
  public long frames() {
    return pictures.size();
  }

  @Override
  public boolean hasAlpha() {
    return true;
  }

  @Override
  public boolean read(Frame into) {
    if (read == pictures.size()) {
      return false;
    }
    Path picture = pictures.get(read++);
    return with(picture, file -> read(picture, file, into));
  }

  private BadRequest refused(String why) {
    return new BadRequest(
        "The sequence of pictures \"" + path + "\" cannot be used: " + why + ".",
        "Name a folder or a .zip file of PNG or JPEG files of one size.",
        "input-file");
  }

  @Override
  public void close() {
    if (zip != null && zip.isOpen()) {
      try {
        zip.close();
      } catch (IOException e) {
        throw refused(String.valueOf(e.getMessage()));
      }
    }
  }
}
