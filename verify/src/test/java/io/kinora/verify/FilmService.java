package io.kinora.verify;

// docs/library.md shows the lines between these marks.
// example begins
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.error.BadRequest;
import io.kinora.error.Cancelled;
import io.kinora.error.KinoraException;
import io.kinora.studio.Film;
import io.kinora.studio.FilmRecord;
import io.kinora.studio.Studio;
import java.nio.file.Path;

final class FilmService implements AutoCloseable {
  private final Studio studio = Studio.open(); // keeps its models between films

  /// Makes a film; `Future.cancel(true)` on the thread that runs this cancels it, also while it
  /// waits for another film of the same studio.
  String film(String prompt, int width, int height, Path file) {
    Progress progress = (step, done) -> !Thread.currentThread().isInterrupted();
    try { // a size or a file name extension is checked when it is given
      Film film = Film.of(prompt).seed(7).seconds(2).size(new FrameSize(width, height)).to(file);
      FilmRecord record = studio.make(film, progress);
      return "drawn: " + record.understood() + ", not drawn: " + record.notUnderstood();
    } catch (Cancelled e) {
      return "stopped"; // no file is left under the name
    } catch (BadRequest e) {
      return e.problem() + " " + e.remedy(); // a message for the user
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
