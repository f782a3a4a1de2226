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

/// A folder of one process, for files on their way. Beside it a file of the same name is locked for
/// as long as the process lives, however it ends; whoever opens the next one removes the folders
/// whose locks are free. So nothing stays of processes that were killed, and processes may share
/// the folder around.
public final class Scratch implements AutoCloseable {
  private static final String LOCK = ".lock";

  /// Locks that this process holds: to open such a file again and close it would free its lock.
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

  /// Makes a folder in `folder`, and removes what dead processes have left there.
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
        unlock(file, lock); // another process took it for a dead one's
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

  /// Locks whose processes live are held; folders without a lock were made before there were any.
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

  /// Removes a file, or a folder with all that is in it, as far as it can be.
  public static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(path)) {
      for (Path file : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      path.toFile().deleteOnExit(); // the next process comes again
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
