package io.kinora.studio;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;
import io.kinora.clip.Progress;

/// The frames of a film without a file, computed as they are read. Until it is closed, its studio
/// makes no other film.
///
/// ```java
/// try (FilmFrames frames = studio.frames(film, Progress.NONE)) {
///   frames.stream().map(Frame::image).forEach(panel::show);
/// }
/// ```
public final class FilmFrames extends DerivedClip {
  private final FilmRecord record;
  private final Progress progress;
  private final double before;
  private final Turns.Turn turn;
  private long read;

  /// @param before the share of the work that was done before the frames
  FilmFrames(Clip clip, FilmRecord record, double before, Progress progress, Turns.Turn turn) {
    super(clip);
    this.record = record;
    this.before = before;
    this.progress = progress;
    this.turn = turn;
  }

  /// The record that the film's file would contain.
  public FilmRecord record() {
    return record;
  }

  /// Fills `into` with the next frame.
  ///
  /// @throws io.kinora.error.Cancelled if the film's progress stops the work
  @Override
  public boolean read(Frame into) {
    double done = Math.min(1, (double) read++ / frames());
    progress.step("frames", before + (1 - before) * done);
    return source.read(into);
  }

  /// Frees what the frames hold, and lets the studio make another film.
  @Override
  public void close() {
    try {
      source.close();
    } finally {
      turn.close();
    }
  }
}
