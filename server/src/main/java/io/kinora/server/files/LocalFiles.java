package io.kinora.server.files;

import io.kinora.error.MediaFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/// A file store in a folder, on this machine or shared by several machines.
public final class LocalFiles implements FileStore {
  private final Path folder;

  /// @param folder created with the first file
  public LocalFiles(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  private Path path(String key) {
    return folder.resolve(FileStore.checked(key));
  }

  @Override
  public void put(String key, Path file) {
    Path to = path(key);
    Path part = to.resolveSibling("part-" + UUID.randomUUID());
    try {
      Files.createDirectories(to.getParent());
      try {
        Files.copy(file, part);
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw failed("kept", e);
    }
  }

  private static MediaFailure failed(String what, Exception e) {
    return new MediaFailure(
        "A file could not be %s (%s).".formatted(what, e.getClass().getSimpleName()),
        "Check the folder of files and the free space.",
        "server-files",
        e);
  }

  @Override
  public void get(String key, Path file) {
    try {
      Files.copy(path(key), file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  @Override
  public OptionalLong size(String key) {
    Path path = path(key);
    try {
      return Files.isRegularFile(path) ? OptionalLong.of(Files.size(path)) : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty(); // deleted concurrently
    }
  }

  @Override
  public InputStream open(String key, long from, long length) {
    try {
      SeekableByteChannel channel = Files.newByteChannel(path(key));
      channel.position(from);
      return Channels.newInputStream(channel);
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  @Override
  public void delete(String prefix) {
    Path path = path(prefix);
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(path)) {
      for (Path file : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
      Path parent = path.getParent();
      while (parent != null && !parent.equals(folder) && isEmpty(parent)) {
        Files.deleteIfExists(parent);
        parent = parent.getParent();
      }
    } catch (IOException | UncheckedIOException e) {
      if (Files.exists(path)) { // otherwise another node was faster
        throw failed("removed", e);
      }
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    }
  }

  @Override
  public List<Stored> list(String prefix) {
    Path path = path(prefix);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.walk(path)) {
      return inside
          .filter(Files::isRegularFile)
          .map(
              file ->
                  new Stored(
                      folder.relativize(file).toString().replace('\\', '/'),
                      file.toFile().lastModified()))
          .filter(stored -> FileStore.isKey(stored.key())) // other files are not of this store
          .toList();
    } catch (IOException e) {
      throw failed("listed", e);
    }
  }

  @Override
  public void close() {}
}
