package io.kinora.wan.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Progress;
import io.kinora.error.BadRequest;
import io.kinora.error.Cancelled;
import io.kinora.error.OutOfDeviceMemory;
import io.kinora.error.WeightsRefused;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Shot;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import io.kinora.torch.weights.Checkpoint.Placement;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import io.kinora.wan.model.Config;
import io.kinora.wan.model.Umt5Encoder;
import io.kinora.wan.prompt.WanTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tiny complete pipeline through the engine, as a shot would go.
class WanRunTest {
  private static final Path MODEL = Goldens.folder("h_pipeline_t2v");
  private static final EngineOptions OPTIONS =
      EngineOptions.of(
          Map.of(
              "weights", MODEL.toString(), "steps", "6", "negative", "blurred", "guidance", "5"));
  private static final WanRun.Request REQUEST = new WanRun.Request("a cat", 48, 32, 5, 1, 16);

  @BeforeAll
  static void one_thread() {
    Torch.threads(1); // tensors are tiny: threads would mostly wait for one another
  }

  /// Tokens and noise of the golden run.
  static final WanRun.Surroundings GOLDEN =
      new WanRun.Surroundings() {
        @Override
        public WanRun.Request request(Shot shot, WanFolder folder) {
          return REQUEST;
        }

        @Override
        public WanTokens tokens(WanFolder folder) {
          return new WanTokens() {
            @Override
            public Encoded encode(String text, int length) {
              String prefix = text.equals("a cat") ? "cfg5." : "cfg5.negative_";
              try (var io = io()) {
                return new Encoded(
                    Tensors.longs(io.tensor(prefix + "input_ids")),
                    Tensors.longs(io.tensor(prefix + "attention_mask")));
              }
            }

            @Override
            public void close() {}
          };
        }

        @Override
        public Tensor noise(long seed, long... shape) {
          try (var io = io()) {
            Tensor noise = io.tensor("cfg5.initial_latents").clone();
            assertThat(noise.shape()).isEqualTo(shape);
            return noise;
          }
        }
      };

  private static SafeTensors io() {
    return SafeTensors.open(MODEL.resolve("io.safetensors"));
  }

  private static List<Picture> frames(EngineOptions options, Progress progress) {
    WanSettings settings = WanSettings.of(options);
    return WanEngine.run(WanFolder.open(settings.weights()), settings, REQUEST, GOLDEN, progress);
  }

  private static void assertGolden(List<Picture> frames) {
    try (var io = io()) {
      float[] expected = TensorScope.compute(() -> Tensors.floats(io.tensor("cfg5.frames")));
      assertThat(frames).hasSize(5);
      int at = 0;
      for (Picture frame : frames) {
        for (byte level : frame.rgb()) {
          // half a level of 8 bits, and the golden run's own tolerance
          assertThat(Math.abs((level & 0xff) / 255.0 - expected[at++]))
              .isLessThan(0.5 / 255 + 3e-5);
        }
      }
      assertThat(at).isEqualTo(expected.length);
    }
  }

  @Test
  void frames_equal_the_golden_ones() {
    assertGolden(frames(OPTIONS, Progress.NONE));
  }

  @Test
  void streamed_weights_give_the_same_frames() {
    var settings = WanSettings.of(OPTIONS);
    var folder = WanFolder.open(settings.weights());
    var plan = new MemoryPlan(true, 4, 3, 0, "");
    try (var run = new WanRun(folder, settings, REQUEST, plan, GOLDEN)) {
      assertGolden(run.frames(Progress.NONE));
    }
  }

  /// Counts how often the text encoder's parts are opened, and which texts it is conditioning.
  private static WanRun.Surroundings counting(List<String> texts, int[] opened) {
    return new WanRun.Surroundings() {
      @Override
      public WanRun.Request request(Shot shot, WanFolder folder) {
        return REQUEST;
      }

      @Override
      public WanTokens tokens(WanFolder folder) {
        opened[0]++;
        WanTokens tokens = GOLDEN.tokens(folder);
        return new WanTokens() {
          @Override
          public Encoded encode(String text, int length) {
            texts.add(text);
            return tokens.encode(text, length);
          }

          @Override
          public void close() {
            tokens.close();
          }
        };
      }

      @Override
      public Tensor noise(long seed, long... shape) {
        return GOLDEN.noise(seed, shape);
      }
    };
  }

  private static List<String> conditioning(EngineOptions options) {
    var texts = new ArrayList<String>();
    var opened = new int[1];
    WanSettings settings = WanSettings.of(options);
    WanFolder folder = WanFolder.open(settings.weights());
    WanEngine.run(folder, settings, REQUEST, counting(texts, opened), Progress.NONE);
    assertThat(opened[0]).isEqualTo(1);
    return texts;
  }

  @Test
  void the_authors_negative_prompt_is_encoded_where_none_is_given() {
    assertThat(conditioning(OPTIONS)).containsExactly("a cat", "blurred");
    assertThat(conditioning(OPTIONS.without("negative")))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("色调艳丽,过曝,静态") // commas as the cleaning of prompts leaves them
        .contains("JPEG压缩残留");
    assertThat(conditioning(OPTIONS.with("negative", " "))).containsExactly("a cat", "");
    assertThat(conditioning(OPTIONS.with("guidance", "1"))).containsExactly("a cat");
  }

  @Test
  void texts_that_are_told_together_read_each_block_once() {
    TensorScope.run(
        () -> {
          try (var io = io();
              var encoder = Loaded.umt5(MODEL.resolve("text_encoder"), Placement.MAPPED_ONCE)) {
            var ids = new ArrayList<Tensor>();
            var masks = new ArrayList<Tensor>();
            var alone = new ArrayList<float[]>();
            for (String prefix : new String[] {"cfg5.", "cfg5.negative_"}) {
              ids.add(io.tensor(prefix + "input_ids"));
              masks.add(io.tensor(prefix + "attention_mask"));
              Tensor conditioning = encoder.net().promptEmbeds(ids.getLast(), masks.getLast());
              alone.add(Tensors.floats(conditioning));
            }
            var read = new ArrayList<String>();
            encoder.net().afterBlock(read::add);
            List<Tensor> together = encoder.net().promptEmbeds(ids, masks);
            assertThat(read).isNotEmpty().doesNotHaveDuplicates();
            for (int i = 0; i < 2; i++) {
              assertThat(Tensors.floats(together.get(i))).isEqualTo(alone.get(i));
            }
          }
        });
  }

  @Test
  void a_text_encoder_whose_numbers_are_not_finite_is_refused(@TempDir Path copy) {
    Path model = Goldens.copy("h_pipeline_t2v", copy);
    Path file = model.resolve("text_encoder/model.safetensors");
    TensorScope.run(
        () -> {
          var tensors = new LinkedHashMap<String, Tensor>();
          try (var weights = SafeTensors.open(file)) {
            weights.entries().keySet().forEach(n -> tensors.put(n, weights.tensor(n).clone()));
          }
          tensors.replaceAll((n, x) -> n.contains("wo.weight") ? x.mul(x.sub(x).log()) : x);
          SafeTensorsWriter.write(file, tensors, Map.of(), DType.F32);
        });
    assertThatThrownBy(() -> frames(OPTIONS.with("weights", model.toString()), Progress.NONE))
        .isInstanceOf(WeightsRefused.class)
        .hasMessageContaining("text_encoder")
        .hasMessageContaining("not finite");
  }

  @Test
  void progress_names_every_step_and_never_goes_back() {
    var steps = new ArrayList<String>();
    var parts = new ArrayList<Double>();
    var notes = new ArrayList<String>();
    frames(
        OPTIONS,
        new Progress() {
          @Override
          public boolean report(String step, double done) {
            steps.add(step);
            parts.add(done);
            return true;
          }

          @Override
          public void note(String line) {
            notes.add(line);
          }
        });
    assertThat(notes).singleElement().asString().startsWith("needs about ");
    assertThat(steps).contains("denoise 1/6", "denoise 6/6", "decode");
    assertThat(parts).isSorted().endsWith(1.0);
  }

  @Test
  void stops_within_one_step() {
    var steps = new ArrayList<String>();
    assertThatThrownBy(
            () ->
                frames(
                    OPTIONS,
                    (step, _) -> {
                      steps.add(step);
                      return !step.equals("denoise 2/6");
                    }))
        .isInstanceOf(Cancelled.class);
    assertThat(steps).endsWith("denoise 2/6");
  }

  @Test
  void draws_a_preview(@TempDir Path folder) {
    Path preview = folder.resolve("preview.png");
    frames(OPTIONS.with("preview", preview.toString()), Progress.NONE);
    assertThat(Files.exists(preview)).isTrue();
    Picture drawn = Picture.read(preview);
    assertThat(drawn.width()).isEqualTo(48);
    assertThat(drawn.height()).isEqualTo(32);
  }

  @Test
  void names_the_nearest_size_that_the_model_can_make() {
    var settings = WanSettings.of(OPTIONS);
    var folder = WanFolder.open(settings.weights());
    var plan = new MemoryPlan(false, 4, 6, 0, "");
    assertThatThrownBy(
            () ->
                new WanRun(
                    folder, settings, new WanRun.Request("", 50, 30, 5, 1, 16), plan, GOLDEN))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("50x30")
        .hasMessageContaining("multiples of 16")
        .hasMessageContaining("48x32");
  }

  @Test
  void refuses_a_picture_that_the_model_cannot_use() {
    assertThatThrownBy(() -> frames(OPTIONS.with("image-first", "x.png"), Progress.NONE))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("cannot begin with a given picture");
  }

  @Test
  void refuses_more_than_the_memory_holds_and_says_what_fits() {
    assertThatThrownBy(() -> frames(OPTIONS.with("memory", "1MB"), Progress.NONE))
        .isInstanceOf(OutOfDeviceMemory.class)
        .hasMessageContaining("5 frames of 48x32 need at least");
    var folder = WanFolder.open(MODEL);
    var shape =
        Umt5Encoder.Shape.of(Config.read(folder.part("text_encoder").resolve("config.json")));
    assertThatThrownBy(
            () -> MemoryPlan.of(folder, shape, new MemoryPlan.Size(3840, 2160, 241), 1_500_000_000))
        .isInstanceOf(OutOfDeviceMemory.class)
        .hasMessageContaining("would fit");
  }

  @Test
  void unknown_settings_are_refused_with_those_there_are() {
    assertThatThrownBy(() -> WanSettings.of(OPTIONS.with("speed", "1")))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("speed")
        .hasMessageContaining("steps");
    assertThatThrownBy(() -> WanSettings.of(OPTIONS.with("steps", "0")))
        .isInstanceOf(BadRequest.class);
    assertThatThrownBy(() -> WanSettings.of(OPTIONS.with("memory", "much")))
        .isInstanceOf(BadRequest.class);
    assertThatThrownBy(() -> WanSettings.of(EngineOptions.NONE))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("the setting \"weights\"");
  }
}
