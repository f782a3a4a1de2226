package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.error.Cancelled;
import io.kinora.shot.Camera;
import io.kinora.shot.Embedding;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.shot.SubjectPhrase;
import io.kinora.shot.Understanding;
import io.kinora.studio.Engines;
import io.kinora.wan.run.GoldenWanEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every engine keeps, whichever way it draws.
class EngineContractTest {
  private static final FrameSize SIZE = new FrameSize(96, 64);
  private static final FrameRate RATE = new FrameRate(30000, 1001);

  static Stream<String> engines() {
    return Engines.names().stream().filter(name -> !name.equals(GoldenWanEngine.NAME));
  }

  /// What an engine needs to draw at all.
  static EngineOptions needed(String engine) {
    return engine.equals("wan")
        ? EngineOptions.of(Map.of("weights", TinyWan.shared().toString(), "steps", "2"))
        : EngineOptions.NONE;
  }

  @ParameterizedTest
  @MethodSource("engines")
  void the_card_says_the_name(String name) {
    try (Engine engine = Engines.named(name)) {
      assertThat(engine.card().name()).isEqualTo(name);
      boolean bundled = needed(name).values().isEmpty();
      assertThat(engine.weightsHash(needed(name))).matches("[0-9a-f]{64}");
      assertThat(engine.card().licence()).isNotBlank();
      assertThat(engine.vocabulary().subjects()).doesNotHaveDuplicates();
      assertThat(engine.vocabulary().open()).isEqualTo(!bundled);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void the_same_seed_gives_the_same_frames(String name) {
    try (Engine engine = Engines.named(name)) {
      List<Integer> first = hashes(engine, shot(engine, 7, 0.5));
      List<Integer> other = hashes(engine, shot(engine, 8, 0.5));
      List<Integer> again = hashes(engine, shot(engine, 7, 0.5));

      assertThat(again).isEqualTo(first);
      assertThat(other).isNotEqualTo(first);
    }
  }

  static Stream<String> prolongingEngines() {
    return engines()
        .filter(
            name -> {
              try (Engine engine = Engines.named(name)) {
                return engine.prolongs();
              }
            });
  }

  @ParameterizedTest
  @MethodSource("prolongingEngines")
  void a_longer_shot_begins_with_the_shorter_one(String name) {
    try (Engine engine = Engines.named(name)) {
      List<Integer> shorter = hashes(engine, shot(engine, 7, 0.5));
      Shot longer = shot(engine, 7, 1, EngineOptions.NONE.with(Engine.STAGED, "0.5"));

      assertThat(hashes(engine, longer))
          .hasSizeGreaterThan(shorter.size())
          .startsWith(shorter.toArray(new Integer[0]));
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void size_rate_and_length_are_as_asked(String name) {
    try (Engine engine = Engines.named(name)) {
      Shot shot = shot(engine, 1, 0.7);
      try (Clip clip = engine.generate(shot, Progress.NONE)) {
        assertThat(clip.size()).isEqualTo(SIZE);
        assertThat(clip.rate()).isEqualTo(RATE);
        assertThat(clip.frames()).isEqualTo(21);
        var frame = new Frame(SIZE);
        for (int i = 0; i < 21; i++) {
          assertThat(clip.read(frame)).as("frame " + i).isTrue();
          assertThat(Arrays.stream(frame.argb()).allMatch(pixel -> pixel >>> 24 == 255)).isTrue();
        }
        assertThat(clip.read(frame)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void progress_never_goes_back(String name) {
    var heard = new ArrayList<Double>();
    Progress progress =
        (_, done) -> {
          heard.add(done);
          return true;
        };
    try (Engine engine = Engines.named(name)) {
      engine.generate(shot(engine, 1, 0.5), progress).close();
    }

    assertThat(heard).isNotEmpty().isSorted().allMatch(done -> done >= 0 && done <= 1);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void stops_within_a_step(String name) {
    var calls = new int[1];
    Progress stopAtTheSecond = (_, _) -> ++calls[0] < 2;
    try (Engine engine = Engines.named(name)) {
      Shot shot = shot(engine, 1, 0.5);
      assertThatThrownBy(() -> engine.generate(shot, stopAtTheSecond))
          .isInstanceOf(Cancelled.class);
    }
    assertThat(calls[0]).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void leaves_no_native_memory_behind(String name) {
    try (Engine engine = Engines.named(name)) {
      hashes(engine, shot(engine, 1, 0.5));
      long bytes = Pointer.totalBytes();
      long handles = Pointer.totalCount();

      hashes(engine, shot(engine, 2, 0.5));
      hashes(engine, shot(engine, 3, 0.5));

      collect(handles);
      assertThat(Pointer.totalCount()).as("native handles").isLessThanOrEqualTo(handles);
      assertThat(Pointer.totalBytes()).as("native bytes").isLessThanOrEqualTo(bytes);
    }
  }

  /// Handles of nets that can no longer be reached, some bytes each, wait for the garbage
  /// collector; the numbers in them have been freed before.
  private static void collect(long handles) {
    for (int i = 0; i < 50 && Pointer.totalCount() > handles; i++) {
      System.gc();
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static List<Integer> hashes(Engine engine, Shot shot) {
    try (Clip clip = engine.generate(shot, Progress.NONE)) {
      return Frames.of(clip).stream().map(Arrays::hashCode).toList();
    }
  }

  /// A shot of the first thing that the engine knows, in the first place that it knows.
  private static Shot shot(Engine engine, long seed, double seconds) {
    return shot(engine, seed, seconds, needed(engine.card().name()));
  }

  private static Shot shot(Engine engine, long seed, double seconds, EngineOptions options) {
    var known = engine.vocabulary();
    var vector = new Embedding(1, 0);
    String thing = first(known.subjects());
    var subject =
        new SubjectPhrase(
            thing, thing, first(known.colours()), first(known.actions()), null, null, 1);
    var text =
        new Understanding(
            thing,
            "en",
            List.of(thing),
            List.of(),
            List.of(subject),
            first(known.scenes()),
            first(known.times()),
            null,
            null,
            List.of(),
            List.of(),
            List.of(vector),
            vector);
    return new Shot(
        text, seed, new Format(SIZE, RATE, seconds), Movement.AS_SAID.with(Camera.STATIC), options);
  }

  private static String first(List<String> names) {
    return names.isEmpty() ? "bird" : names.getFirst();
  }
}
