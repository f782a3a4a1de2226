package io.kinora.write;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.error.Cancelled;
import io.kinora.error.MediaFailure;
import io.kinora.read.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FramePipeTest {
  private static final FrameSize SIZE = new FrameSize(64, 64);

  private final Path folder;

  FramePipeTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void hands_on_every_frame_in_order_in_a_few_buffers() {
    List<Integer> seen = new ArrayList<>();
    Set<Frame> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
    FramePipe.run(
        numbered(500),
        frame -> {
          seen.add(frame.argb()[0]);
          buffers.add(frame);
        },
        Progress.NONE);
    assertThat(seen).hasSize(500).isSorted().startsWith(0, 1, 2).endsWith(498, 499);
    assertThat(buffers).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void computes_a_frame_while_the_one_before_is_coded() {
    CountDownLatch second = new CountDownLatch(1);
    DrawnClip clip =
        clip(
            2,
            (_, t) -> {
              if (t == 1) {
                second.countDown();
              }
            });
    FramePipe.run(
        clip,
        _ -> assertThat(await(second)).as("frame 1 while 0 is coded").isTrue(),
        Progress.NONE);
  }

  @Test
  void stops_computing_when_coding_fails() {
    AtomicLong computed = new AtomicLong();
    MediaFailure full = new MediaFailure("The disk is full.", "Free some.", "media-file");
    assertThatThrownBy(
            () ->
                FramePipe.run(
                    clip(1_000_000, (_, _) -> computed.incrementAndGet()),
                    _ -> {
                      throw full;
                    },
                    Progress.NONE))
        .isSameAs(full);
    assertThat(computed.get()).isLessThan(10);
  }

  @Test
  void stops_coding_when_computing_fails() {
    AtomicLong coded = new AtomicLong();
    IllegalStateException defect = new IllegalStateException("defect");
    DrawnClip clip =
        clip(
            1000,
            (_, t) -> {
              if (t == 20) {
                throw defect;
              }
            });
    assertThatThrownBy(() -> FramePipe.run(clip, _ -> coded.incrementAndGet(), Progress.NONE))
        .isSameAs(defect);
    assertThat(coded.get()).isLessThanOrEqualTo(20);
  }

  @Test
  void stops_when_progress_says_so_and_leaves_nothing() {
    Path file = folder.resolve("bird.mp4");
    AtomicLong computed = new AtomicLong();
    assertThatThrownBy(
            () ->
                Exporter.write(
                    clip(1000, (_, _) -> computed.incrementAndGet()),
                    file,
                    false,
                    "",
                    (_, done) -> done < 0.05))
        .isInstanceOf(Cancelled.class);
    assertThat(computed.get()).isEqualTo(50);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void leaves_nothing_when_computing_fails() {
    DrawnClip clip =
        clip(
            1000,
            (_, t) -> {
              if (t == 20) {
                throw new IllegalStateException("defect");
              }
            });
    assertThatThrownBy(
            () -> Exporter.write(clip, folder.resolve("bird.mp4"), false, "", Progress.NONE))
        .hasMessage("defect");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void stops_when_the_thread_is_interrupted() {
    DrawnClip clip =
        clip(
            1000,
            (_, t) -> {
              if (t == 20) {
                Thread.currentThread().interrupt();
              }
            });
    assertThatThrownBy(
            () -> Exporter.write(clip, folder.resolve("bird.mp4"), false, "", Progress.NONE))
        .isInstanceOf(Cancelled.class);
    assertThat(Thread.interrupted()).as("the interrupt is handed on").isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refuses_a_clip_without_frames() {
    assertThatThrownBy(
            () -> Exporter.write(numbered(0), folder.resolve("bird.mp4"), false, "", Progress.NONE))
        .isInstanceOf(MediaFailure.class)
        .hasMessageContaining("no frames");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void reports_every_frame_and_ends_at_one() {
    List<Double> heard = new ArrayList<>();
    FramePipe.run(numbered(40), _ -> {}, (_, done) -> heard.add(done));
    assertThat(heard).hasSize(40).isSorted().endsWith(1.0);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Listens to pictures; each is named by its first pixel.
  private static Progress showing(List<Integer> seen) {
    return new Progress() {
      @Override
      public boolean report(String step, double done) {
        return true;
      }

      @Override
      public void picture(Supplier<Frame> frame) {
        seen.add(frame.get().argb()[0] & 0xFFFFFF);
      }
    };
  }

  @Test
  void shows_every_picture_on_its_way_also_those_that_java_does_not_have() {
    List<Integer> seen = new ArrayList<>();
    FramePipe.run(numbered(9), _ -> {}, showing(seen).part(.5, 1));
    assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);

    Path file = folder.resolve("grey.mp4");
    int[] greys = {0x101010, 0x808080, 0xF0F0F0};
    DrawnClip clip =
        clip(3, (pixels, t) -> Arrays.fill(pixels.argb(), 0xFF000000 | greys[(int) t]));
    Exporter.write(clip, file, false, "", Progress.NONE);
    seen.clear();
    try (var reader = new VideoReader(file)) {
      assertThat(reader.isRaw()).isTrue();
      FramePipe.runRaw(reader, _ -> {}, showing(seen));
    }
    assertThat(seen).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(seen.get(i) & 0xFF).isCloseTo(greys[i] & 0xFF, within(6));
    }
  }

  private static DrawnClip numbered(long frames) {
    return clip(frames, (frame, t) -> frame.argb()[0] = (int) t);
  }

  private static DrawnClip clip(long frames, DrawnClip.Painter painter) {
    return new DrawnClip(SIZE, FrameRate.DEFAULT, frames, painter);
  }
}
