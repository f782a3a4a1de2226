package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.error.BadRequest;
import io.kinora.error.Cancelled;
import io.kinora.error.KinoraException;
import io.kinora.render.Look;
import io.kinora.render.Look.Step;
import io.kinora.render.operation.Kind;
import io.kinora.shot.EngineOptions;
import io.kinora.studio.Extension;
import io.kinora.studio.Film;
import io.kinora.studio.FilmFrames;
import io.kinora.studio.FilmRecord;
import io.kinora.studio.Studio;
import java.awt.image.BufferedImage;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
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
      assertThat(service.film("a red bird with a theodolite", 512, 288, folder.resolve("bird.mp4")))
          .startsWith("drawn: [red, bird")
          .endsWith("not drawn: [theodolite]");
      assertThat(folder.resolve("bird.mp4")).isNotEmptyFile();
      assertThat(service.film(" ", 512, 288, folder.resolve("empty.mp4")))
          .startsWith("The prompt is empty.");
      assertThat(service.film("a bird", 511, 288, folder.resolve("odd.mp4")))
          .startsWith("The width is 511 pixels");
      assertThat(service.film("a bird", 512, 288, folder.resolve("odd.xyz")))
          .contains("unknown extension .xyz");
      Thread.currentThread().interrupt();
      String stopped = service.film("a bird", 512, 288, folder.resolve("stopped.mp4"));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(stopped).isEqualTo("stopped");
    }
    assertThat(folder).isDirectoryNotContaining("glob:**/{empty,stopped,odd}*");
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
      List<ThrowingCallable> calls =
          List.of(
              () -> studio.make(small("a cat").over(file), Progress.NONE),
              () -> studio.frames(small("a cat"), Progress.NONE),
              () -> studio.understand("a cat"));
      for (ThrowingCallable call : calls) {
        assertThatThrownBy(call)
            .isInstanceOf(KinoraException.class)
            .hasMessageContaining("The studio is closed.");
      }
    }
  }

  /// Runs `during` while a film is in the middle of being made.
  private void whileOneIsMade(Studio studio, Executable during) throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Progress holds =
        (_, _) -> {
          begun.countDown();
          return awaited(goOn);
        };
    try (var threads = Executors.newSingleThreadExecutor()) {
      Film film = small("a bird").to(folder.resolve("long.mp4"));
      var making = threads.submit(() -> studio.make(film, holds));
      begun.await();
      try {
        assertDoesNotThrow(during);
        assertThat(making.isDone()).isFalse();
      } finally {
        goOn.countDown();
      }
      making.get();
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// All that a studio does one after another.
  private List<BiConsumer<Studio, Progress>> queued() {
    Path film = folder.resolve("old.mp4");
    FilmRecord record;
    try (var studio = Studio.open()) {
      record = studio.make(small("a bird").to(film), Progress.NONE);
    }
    var output = new Film.Output(folder.resolve("queued.mp4"), false);
    var drawing = new Extension.Drawing(null, EngineOptions.NONE, null, null, null);
    return List.of(
        (studio, progress) -> studio.make(small("a cat").output(output), progress),
        (studio, progress) -> studio.replay(record, record.film().output(output), progress),
        (studio, progress) -> studio.frames(small("a cat"), progress).close(),
        (studio, progress) -> studio.extend(new Extension(film, 1, drawing, output), progress));
  }

  @Test
  void what_waits_for_another_film_can_be_cancelled_by_its_progress() throws Exception {
    try (var studio = Studio.open()) {
      for (BiConsumer<Studio, Progress> work : queued()) {
        var steps = new ArrayList<String>();
        Progress twice =
            (step, _) -> {
              steps.add(step);
              return steps.size() < 2;
            };
        whileOneIsMade(
            studio,
            () ->
                assertTimeout(
                    Duration.ofSeconds(5),
                    () ->
                        assertThatThrownBy(() -> work.accept(studio, twice))
                            .isInstanceOf(Cancelled.class)));
        assertThat(steps).containsExactly("wait", "wait");
        assertThat(folder.resolve("queued.mp4")).doesNotExist();
        Files.delete(folder.resolve("long.mp4"));
      }
    }
  }

  @Test
  void what_waits_for_another_film_can_be_interrupted() throws Exception {
    try (var studio = Studio.open()) {
      for (BiConsumer<Studio, Progress> work : queued()) {
        whileOneIsMade(
            studio,
            () -> {
              var waits = new CountDownLatch(1);
              Progress progress =
                  (_, _) -> {
                    waits.countDown();
                    return true;
                  };
              var result = new CompletableFuture<Throwable>();
              var thread =
                  Thread.ofPlatform()
                      .start(
                          () -> {
                            Throwable thrown = catchThrowable(() -> work.accept(studio, progress));
                            if (Thread.currentThread().isInterrupted()) {
                              result.complete(thrown);
                            }
                            result.completeExceptionally(new AssertionError("not interrupted"));
                          });
              waits.await();
              thread.interrupt();
              assertThat(result.get(5, TimeUnit.SECONDS)).isInstanceOf(Cancelled.class);
            });
        assertThat(folder.resolve("queued.mp4")).doesNotExist();
        Files.delete(folder.resolve("long.mp4"));
      }
    }
  }

  @Test
  void closing_ends_the_waiting_of_films() throws Exception {
    var studio = Studio.open();
    var waiting = new CompletableFuture<Throwable>();
    var waits = new CountDownLatch(1);
    var closing = new CompletableFuture<Void>();
    whileOneIsMade(
        studio,
        () -> {
          Progress progress =
              (_, _) -> {
                waits.countDown();
                return true;
              };
          Thread.startVirtualThread(
              () -> waiting.complete(catchThrowable(() -> studio.frames(small("a"), progress))));
          waits.await();
          Thread.startVirtualThread(
              () -> {
                studio.close();
                closing.complete(null);
              });
          assertThat(waiting.get(5, TimeUnit.SECONDS)).hasMessageContaining("studio is closed");
          assertThat(closing).isNotDone();
        });
    closing.get(5, TimeUnit.SECONDS);
  }

  @Test
  void frames_are_those_of_the_file_before_it_is_coded() throws Exception {
    Film film = small("a bird").look(new Look(List.of(Step.parse(Kind.FILTER, "noir"))));
    Path file = folder.resolve("film.apng"); // without loss
    try (var studio = Studio.open()) {
      studio.make(film.to(file), Progress.NONE);
      var images = new ArrayList<Integer>();
      var steps = new ArrayList<Double>();
      Progress progress = (_, done) -> steps.add(done);
      try (FilmFrames frames = studio.frames(film, progress)) {
        assertThat(frames.record().film())
            .isEqualTo(film.movement(frames.record().film().movement()));
        assertThat(frames.size()).isEqualTo(film.format().size());
        assertThat(frames.stream().count()).isEqualTo(film.format().frames());
      }
      try (FilmFrames frames = studio.frames(film, Progress.NONE)) {
        frames.stream().forEach(frame -> images.add(hash(frame.image())));
      }
      assertThat(images).isEqualTo(Frames.hashes(file));
      assertThat(steps).isSorted().last().isEqualTo(1.0);
    }
  }

  private static int hash(BufferedImage image) {
    int w = image.getWidth();
    return Arrays.hashCode(image.getRGB(0, 0, w, image.getHeight(), null, 0, w));
  }

  @Test
  void frames_that_are_open_hold_the_studio() {
    try (var studio = Studio.open()) {
      FilmFrames frames = studio.frames(small("a bird"), Progress.NONE);
      assertThatThrownBy(() -> studio.frames(small("a cat"), Progress.NONE))
          .isInstanceOf(BadRequest.class);
      assertThatThrownBy(studio::close).isInstanceOf(BadRequest.class);
      frames.close();
      frames.close();
      studio.frames(small("a cat"), Progress.NONE).close();
      Progress never = (_, _) -> false;
      assertThatThrownBy(() -> studio.frames(small("a cat"), never)).isInstanceOf(Cancelled.class);
      studio.frames(small("a cat"), Progress.NONE).close(); // the turn was given back
    }
  }

  @Test
  void the_example_of_frames_draws() {
    try (var studio = Studio.open()) {
      List<BufferedImage> images = FrameService.thumbnails(studio, "a red bird");
      assertThat(images).hasSize(2);
      assertThat(images.getFirst().getRGB(5, 0)).isEqualTo(0xFFFFFFFF);
      assertThat(images.getFirst().getRGB(5, 5)).isNotEqualTo(0xFFFFFFFF);
      List<ByteBuffer> textures = FrameService.textures(studio, small("a bird"));
      assertThat(textures).hasSize(12).allMatch(bytes -> bytes.remaining() == 4 * 64 * 64);
    }
  }

  @Test
  void bytes_of_a_frame_are_red_green_blue_alpha() {
    var frame = new Frame(new FrameSize(64, 66));
    frame.image().setRGB(1, 0, 0x80112233);

    ByteBuffer bytes = frame.rgba();

    assertThat(frame.argb()[1]).isEqualTo(0x80112233);
    assertThat(bytes.isDirect()).isTrue();
    assertThat(bytes.remaining()).isEqualTo(4 * 64 * 66);
    assertThat(List.of(bytes.get(4), bytes.get(5), bytes.get(6), bytes.get(7)))
        .containsExactly((byte) 0x11, (byte) 0x22, (byte) 0x33, (byte) 0x80);
    var small = ByteBuffer.allocate(5);
    assertThatThrownBy(() -> frame.rgba(small)).isInstanceOf(BufferOverflowException.class);
  }
}
