package io.kinora.verify;

import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.error.BadRequest;
import io.kinora.error.Cancelled;
import io.kinora.error.KinoraException;
import io.kinora.studio.Film;
import io.kinora.studio.FilmRecord;
import io.kinora.studio.Studio;
import java.nio.file.Path;

// docs/library.md shows the lines between these marks.
// example begins
final class FilmService implements AutoCloseable {
  private final Studio studio = Studio.open(); // keeps its models from film to film

  /// Makes a film; `Future.cancel(true)` on the thread that runs this stops it.
  String film(String prompt, Path file) {
    Film film = Film.of(prompt).seed(7).seconds(2).size(new FrameSize(512, 288)).to(file);
    Progress progress = (step, done) -> !Thread.currentThread().isInterrupted();
    try {
      FilmRecord record = studio.make(film, progress);
      return "drawn: " + record.understood() + ", not drawn: " + record.notUnderstood();
    } catch (Cancelled e) {
      return "stopped"; // nothing is left under the asked name
    } catch (BadRequest e) {
      return e.problem() + " " + e.remedy(); // for whoever wrote the prompt
    } catch (KinoraException e) {
      return "error " + e.helpId(); // a section of docs/troubleshooting.md
    }
  }

  @Override
  public void close() {
    studio.close(); // frees the native memory
  }
}
// example ends
