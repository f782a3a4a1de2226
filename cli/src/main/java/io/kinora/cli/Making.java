package io.kinora.cli;

import io.kinora.clip.Clip;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.read.Inputs;
import io.kinora.shot.Format;
import io.kinora.studio.Film;
import io.kinora.studio.FilmRecord;
import io.kinora.studio.Studio;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ObjectNode;

/// Makes a film, shows progress, and reports the result.
final class Making {
  private final Session session;
  private final OutputOptions options;

  Making(Session session, OutputOptions options) {
    this.session = session;
    this.options = options;
  }

  FilmRecord make(Film film) {
    return made((studio, progress) -> studio.make(options.direct(film), progress));
  }

  /// Makes `film` again, which is the film of the record `made` with the present location of its
  /// weights.
  FilmRecord again(FilmRecord made, Film film) {
    return made((studio, progress) -> studio.replay(made, options.direct(film), progress));
  }

  private FilmRecord made(BiFunction<Studio, Progress, FilmRecord> work) {
    FilmRecord record;
    try (ProgressView progress = session.progress(options.quiet());
        Studio studio = Studio.open()) {
      record = work.apply(studio, progress);
    }
    if (options.json()) {
      session.print(tree(record));
    } else {
      tell(record);
    }
    return record;
  }

  private ObjectNode tree(FilmRecord record) {
    ObjectNode tree = record.tree();
    tree.put("file", options.file().toString());
    tree.put("frames", frames(record));
    return tree;
  }

  private void tell(FilmRecord record) {
    Format format = record.film().format();
    long frames = frames(record);
    boolean retimed = record.film().finish().look().retimes();
    double seconds = retimed ? format.rate().seconds(frames) : format.seconds();
    session.print(summary(options.file(), format.size(), format.rate(), seconds, frames));
    session.print("seed: " + record.film().seed());
    session.print("understood: " + list(record.understood()));
    session.print("not understood: " + list(record.notUnderstood()));
  }

  /// A description of a film in one line.
  static String summary(Path file, FrameSize size, FrameRate rate, double seconds, long frames) {
    return "%s: %s, %s frames per second, %s s, %d frames"
        .formatted(file, size, rate, plain(seconds), frames);
  }

  /// The number of frames in the file: an effect such as `boomerang` may have changed it.
  private long frames(FilmRecord record) {
    Film film = record.film();
    if (film.finish().look().retimes()) {
      try (Clip written = Inputs.open(options.file(), film.format().rate())) {
        return written.frames();
      }
    }
    return film.format().rate().frames(film.format().seconds());
  }

  /// Formats seconds with at most three decimals, and none for whole seconds.
  private static String plain(double seconds) {
    return BigDecimal.valueOf(seconds)
        .setScale(3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  static String list(List<String> lines) {
    return lines.isEmpty() ? "nothing" : String.join("; ", lines);
  }
}
