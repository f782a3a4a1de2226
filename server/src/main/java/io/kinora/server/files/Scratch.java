package io.kinora.server.files;

import io.kinora.error.MediaFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A folder for the temporary files of one process. Beside it, a lock file is locked while the
/// process lives; opening the next scratch folder removes the folders whose locks are free. So
/// killed processes leave nothing behind for long, and several processes may share the parent
/// folder.
public final class Scratch implements AutoCloseable {
  private static final String LOCK = ".lock";

  /// Lock files of this process: opening and closing such a file again would release its lock.
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Path lockFile;
  private final FileLock lock;

  private Scratch(Path lockFile, FileLock lock) throws IOException {
    this.lockFile = lockFile;
    this.lock = lock;
    String name = lockFile.getFileName().toString();
    folder = lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    Files.createDirectories(folder);
  }

  /// Creates a folder in `folder`, and removes those that dead processes have left there.
  public static Scratch in(Path folder) {
    Path around = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(around);
      removeDead(around);
      while (true) {
        Path file = around.resolve(UUID.randomUUID() + LOCK);
        FileLock lock = lock(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (lock != null && Files.exists(file)) {
          return new Scratch(file, lock);
        }
        unlock(file, lock); // another process considered it dead
      }
    } catch (IOException e) {
      throw new MediaFailure(
          "The folder %s cannot be used (%s).".formatted(around, e.getMessage()),
          "Name another home folder.",
          "server-files",
          e);
    }
  }

  private static @Nullable FileLock lock(Path file, StandardOpenOption... options)
      throws IOException {
    if (!OWN.add(file)) {
      return null;
    }
    FileLock lock = null;
    try {
      FileChannel channel = FileChannel.open(file, options);
      lock = channel.tryLock();
      if (lock == null) {
        channel.close();
      }
      return lock;
    } finally {
      if (lock == null) {
        OWN.remove(file);
      }
    }
  }

  private static void unlock(Path file, @Nullable FileLock lock) throws IOException {
    if (lock != null) {
      lock.acquiredBy().close();
      OWN.remove(file);
    }
  }

  /// Removes the folders of dead processes. Locks of live processes are held; folders without a
  /// lock file are from versions without locks.
  private static void removeDead(Path around) throws IOException {
    List<Path> inside;
    try (Stream<Path> all = Files.list(around)) {
      inside = all.toList();
    }
    for (Path path : inside) {
      String name = path.getFileName().toString();
      if (name.endsWith(LOCK)) {
        removeIfDead(path, path.resolveSibling(name.substring(0, name.length() - LOCK.length())));
      } else if (!Files.exists(path.resolveSibling(name + LOCK))) {
        delete(path);
      }
    }
  }

  private static void removeIfDead(Path file, Path folder) throws IOException {
    FileLock lock;
    try {
      lock = lock(file, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return; // its process has just ended
    }
    if (lock != null) {
      delete(folder);
      Files.deleteIfExists(file);
      unlock(file, lock);
    }
  }

  /// Deletes a file or a folder with its contents, as far as possible.
  public static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(path)) {
      for (Path file : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      path.toFile().deleteOnExit(); // the next process tries again
    }
  }

  /// The folder.
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    delete(folder);
    try {
      Files.deleteIfExists(lockFile);
      unlock(lockFile, lock);
    } catch (IOException e) {
      lockFile.toFile().deleteOnExit();
    }
  }
}
