package io.kinora.ffmpeg;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.error.MediaFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Stores frames on disk, for operations that read a clip twice or backwards: memory use stays
/// constant. The file has no name by which others could open it, and is deleted when the spool is
/// closed.
public final class FrameSpool implements AutoCloseable {
  /// The maximum size of a spool in bytes: about two minutes of 1920×1080 at 24 per second.
  private static final long MAX_BYTES = 24L << 30;

  private final FrameSize size;
  private final long frameBytes;
  private final ByteBuffer bytes;
  private final FileChannel file;
  private long frames;

  public FrameSpool(FrameSize size) {
    this.size = size;
    frameBytes = (long) size.width() * size.height() * Integer.BYTES;
    bytes = ByteBuffer.allocateDirect((int) frameBytes);
    try {
      Path path = Files.createTempFile("kinora-", ".frames");
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// The number of frames stored.
  public long frames() {
    return frames;
  }

  /// Appends a frame.
  public void add(Frame frame) {
    requireRoom(frames + 1);
    bytes.clear();
    bytes.asIntBuffer().put(frame.argb());
    try {
      long at = frames * frameBytes;
      while (bytes.hasRemaining()) {
        at += file.write(bytes, at);
      }
    } catch (IOException e) {
      throw failed(e);
    }
    frames++;
  }

  /// Rejects a clip whose frames would not fit.
  public void requireRoom(long count) {
    if (count * frameBytes > MAX_BYTES) {
      throw new io.kinora.error.BadRequest(
          "Keeping %d frames of %s takes %d GB of disk, and %d GB is the most that may be."
              .formatted(count, size, (count * frameBytes) >> 30, MAX_BYTES >> 30),
          "Take a smaller size or a shorter clip.",
          "spool");
    }
  }

  /// Fills `into` with frame `index`.
  public void read(long index, Frame into) {
    bytes.clear();
    try {
      long at = index * frameBytes;
      while (bytes.hasRemaining()) {
        int read = file.read(bytes, at);
        if (read < 0) {
          throw new IllegalStateException("There is no frame " + index);
        }
        at += read;
      }
    } catch (IOException e) {
      throw failed(e);
    }
    bytes.flip();
    bytes.asIntBuffer().get(into.argb());
  }

  private static MediaFailure failed(IOException e) {
    return new MediaFailure(
        "The temporary file of frames failed (" + e.getMessage() + ").",
        "Free space in the folder for temporary files, or name another one with"
            + " KINORA_OPTS=-Djava.io.tmpdir=DIR.",
        "spool",
        e);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
