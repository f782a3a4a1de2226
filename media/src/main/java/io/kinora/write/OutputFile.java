package io.kinora.write;

import io.kinora.error.BadRequest;
import io.kinora.error.Cancelled;
import io.kinora.error.MediaFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/// A file that appears under its name only when it is complete; until then it is a hidden temporary
/// file beside it.
///
/// The temporary file is deleted when the work fails, is cancelled, or the process is terminated
/// (TERM, INT). A process that is killed leaves it behind, but nothing under the requested name.
final class OutputFile implements AutoCloseable {
  private final Path target;
  private final boolean overwrite;
  private final Path part;

  private OutputFile(Path target, boolean overwrite, Path part) {
    this.target = target;
    this.overwrite = overwrite;
    this.part = part;
  }

  /// Checks that `target` can be written, without changing an existing file.
  ///
  /// @throws BadRequest if it is a folder, exists already, or its folder is not writable
  static void check(Path target, boolean overwrite) {
    create(target, overwrite).close();
  }

  /// Checks as above and creates the empty temporary file.
  static OutputFile create(Path target, boolean overwrite) {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null || Files.isDirectory(absolute)) {
      throw refused("The output \"" + target + "\" is a folder.", "Name a file inside it.");
    }
    if (!Files.isDirectory(folder)) {
      throw refused(
          "The folder \"" + folder + "\" of the output does not exist.",
          "Create it, or name another folder.");
    }
    if (isTaken(absolute, target)) {
      if (!overwrite) {
        throw exists(target);
      }
      if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
        throw refused("The output \"" + target + "\" is not a file.", "Name another file.");
      }
    }
    Path part = folder.resolve(".kinora-" + UUID.randomUUID() + ".part");
    Leftovers.add(part);
    try {
      Files.createFile(part);
    } catch (IOException e) {
      Leftovers.remove(part);
      throw new BadRequest(
          "The folder \"%s\" of the output is not writable (%s).".formatted(folder, reason(e)),
          "Change its permissions, or name another folder.",
          "output-file",
          e);
    }
    return new OutputFile(absolute, overwrite, part);
  }

  /// Checks as above and creates an empty folder instead of a file. Folders are never replaced.
  static OutputFile createFolder(Path target) {
    Path absolute = target.toAbsolutePath();
    if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
      throw refused("The output folder \"" + target + "\" already exists.", "Name another folder.");
    }
    OutputFile file = create(target, false);
    try {
      Files.delete(file.part);
      Files.createDirectory(file.part);
    } catch (IOException e) {
      throw new MediaFailure(
          "The folder \"%s\" could not be created (%s).".formatted(target, reason(e)),
          "Check its parent's permissions.",
          "output-file",
          e);
    }
    return file;
  }

  private static boolean isTaken(Path absolute, Path asGiven) {
    try {
      Files.readAttributes(absolute, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) { // for example, the name is too long
      throw new BadRequest(
          "The output \"%s\" cannot be written (%s).".formatted(asGiven, reason(e)),
          "Name another file.",
          "output-file",
          e);
    }
  }

  private static BadRequest exists(Path target) {
    return refused(
        "The output file \"" + target + "\" already exists.",
        "Name another file, or ask for it to be overwritten.");
  }

  private static BadRequest refused(String problem, String remedy) {
    return new BadRequest(problem, remedy, "output-file");
  }

  private static String reason(IOException e) {
    if (e instanceof java.nio.file.AccessDeniedException) {
      return "permission denied";
    }
    String reason = e instanceof java.nio.file.FileSystemException f ? f.getReason() : null;
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  /// The temporary file to write to until [#commit].
  Path part() {
    return part;
  }

  /// Moves the complete file to its target.
  void commit() {
    try {
      if (overwrite) {
        // If the target is a symbolic link, the file that it points to is replaced, not the link.
        Path place = Files.exists(target) ? target.toRealPath() : target;
        Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.move(part, target);
      }
    } catch (FileAlreadyExistsException e) {
      throw exists(target);
    } catch (NoSuchFileException e) {
      throw new Cancelled(
          "The work was stopped while the file was being closed.",
          "Start it again.",
          "cancelled",
          e);
    } catch (IOException e) {
      throw new MediaFailure(
          "The finished file could not be moved to \"%s\" (%s).".formatted(target, reason(e)),
          "Check the folder, and start again.",
          "output-file",
          e);
    }
    Leftovers.remove(part);
  }

  /// Deletes the temporary file, if [#commit] has not moved it.
  @Override
  public void close() {
    try {
      Leftovers.delete(part);
    } catch (IOException e) {
      throw new MediaFailure(
          "The temporary file \"%s\" could not be removed (%s).".formatted(part, reason(e)),
          "Remove it by hand.",
          "output-file",
          e);
    }
    Leftovers.remove(part);
  }
}
