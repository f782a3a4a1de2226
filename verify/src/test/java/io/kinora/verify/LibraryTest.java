package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.studio.Film;
import io.kinora.studio.Studio;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What docs/library.md promises to those who call Kinora from Java.
class LibraryTest {
  private final Path folder;

  LibraryTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Film small(String prompt) {
    return Film.of(prompt).engine("plain").seed(3).size(new FrameSize(64, 64)).seconds(0.5);
  }

  @Test
  void the_example_makes_a_film_and_tells_what_is_wrong() {
    try (var service = new FilmService()) {
      assertThat(service.film("a red bird with a theodolite", folder.resolve("bird.mp4")))
          .startsWith("drawn: [red, bird")
          .endsWith("not drawn: [theodolite]");
      assertThat(folder.resolve("bird.mp4")).isNotEmptyFile();
      assertThat(service.film(" ", folder.resolve("empty.mp4"))).startsWith("The prompt is empty.");
      Thread.currentThread().interrupt();
      String stopped = service.film("a bird", folder.resolve("stopped.mp4"));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(stopped).isEqualTo("stopped");
    }
    assertThat(folder).isDirectoryNotContaining("glob:**/{empty,stopped}*");
  }

  @Test
  void a_studio_may_be_shared_by_threads() throws Exception {
    try (var studio = Studio.open();
        var threads = Executors.newFixedThreadPool(3)) {
      Callable<List<Integer>> one = () -> made(studio, "one.mp4");
      Callable<List<Integer>> two = () -> made(studio, "two.mp4");
      Callable<String> read = () -> studio.understand("一只红色的鸟").language();
      Future<List<Integer>> first = threads.submit(one);
      Future<List<Integer>> second = threads.submit(two);
      assertThat(threads.submit(read).get()).isEqualTo("zh");
      assertThat(first.get()).isEqualTo(second.get()).isNotEmpty();
    }
  }

  private List<Integer> made(Studio studio, String name) {
    Path file = folder.resolve(name);
    studio.make(small("a red bird").to(file), Progress.NONE);
    return Frames.hashes(file);
  }

  @Test
  void closing_waits_for_the_film() throws Exception {
    Path file = folder.resolve("film.mp4");
    var begun = new CountDownLatch(1);
    try (var threads = Executors.newSingleThreadExecutor()) {
      var studio = Studio.open();
      Progress progress =
          (_, _) -> {
            begun.countDown();
            return true;
          };
      var making = threads.submit(() -> studio.make(small("a bird").to(file), progress));
      begun.await();
      studio.close();
      assertThat(Files.exists(file)).isTrue();
      assertThat(making.get().film().prompt()).isEqualTo("a bird");
      studio.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> studio.make(small("a cat").over(file), Progress.NONE));
    }
  }
}
