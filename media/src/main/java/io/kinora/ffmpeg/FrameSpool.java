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

/// Frames on disk, for what must see a clip twice or backwards: memory stays flat, and the disk
/// pays. The file has no name that others could open, and goes when the spool is closed.
public final class FrameSpool implements AutoCloseable {
  /// The most that a spool may take, in bytes: about two minutes of 1920×1080 at 24 per second.
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

  /// How many frames there are.
  public long frames() {
    return frames;
  }

  /// Adds a frame behind the last one.
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

  /// Refuses a clip of so many frames if they would not fit.
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
