package io.kinora.wan.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import io.kinora.torch.weights.Checkpoint.Placement;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.wan.model.Config;
import io.kinora.wan.prompt.PromptCleaner;
import io.kinora.wan.sample.FlowEuler;
import io.kinora.wan.sample.FlowUniPc;
import io.kinora.wan.sample.Scheduler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every golden case of a folder, the bundled one or `-Dkinora.goldens=DIR`, against its tolerance.
class WanGoldenTest {
  @BeforeAll
  static void one_thread() {
    Torch.threads(1); // tensors are tiny: threads would mostly wait for one another
  }

  @TestFactory
  Stream<DynamicTest> equals_the_reference() throws Exception {
    String given = System.getProperty("kinora.goldens");
    Path root =
        given != null
            ? Path.of(given)
            : Path.of(Objects.requireNonNull(WanGoldenTest.class.getResource("goldens")).toURI());
    List<GoldenCase> cases = GoldenCase.in(root);
    List<GoldenCase.Run> runs = cases.stream().flatMap(c -> c.runs().stream()).toList();
    assertThat(runs).as("golden runs below %s", root).isNotEmpty();
    GoldenReport.begin();
    return runs.stream()
        .map(run -> DynamicTest.dynamicTest(run.of().name() + "/" + run.name(), () -> check(run)));
  }

  private static void check(GoldenCase.Run run) {
    if (run.op().equals("prompt_clean")) {
      assertThat(PromptCleaner.clean(run.json().path("in").asString()))
          .isEqualTo(run.json().path("out").asString());
      return;
    }
    try (SafeTensors io = run.open()) {
      TensorScope.infer(
          () -> {
            run.check(
                io,
                switch (run.op()) {
                  case "transformer.forward" -> transformer(run, io);
                  case "vae.encode" -> encode(run, io);
                  case "vae.decode", "vae.denormalize_decode" -> decode(run, io);
                  case "umt5.encode" -> umt5(run, io);
                  case "scheduler.trace" -> trace(run, io);
                  case "clip_vision.forward" -> clipVision(run, io);
                  case "clip_image_processor" -> clipImage(run, io);
                  case "pipeline" -> GoldenPipeline.run(run, io);
                  default -> throw new AssertionError("unknown op " + run.op());
                });
            return true;
          });
    }
  }

  private static Map<String, Tensor> transformer(GoldenCase.Run run, SafeTensors io) {
    try (var transformer = Loaded.transformer(run.of().folder(), Placement.FLOAT)) {
      return Map.of(
          "sample",
          transformer
              .net()
              .forward(
                  run.needed(io, "hidden_states"),
                  run.needed(io, "timestep"),
                  run.needed(io, "encoder_hidden_states"),
                  run.input(io, "encoder_hidden_states_image").orElse(null)));
    }
  }

  private static Map<String, Tensor> encode(GoldenCase.Run run, SafeTensors io) {
    try (var vae = Loaded.vae(run.of().folder(), Placement.FLOAT)) {
      Tensor distribution = vae.net().encode(run.needed(io, "video"));
      Tensor mean = vae.net().mode(distribution);
      return Map.of(
          "mean", mean,
          "logvar", vae.net().logVariance(distribution),
          "normalized_latent", vae.net().normalise(mean));
    }
  }

  private static Map<String, Tensor> decode(GoldenCase.Run run, SafeTensors io) {
    try (var vae = Loaded.vae(run.of().folder(), Placement.FLOAT)) {
      Tensor z =
          run.input(io, "z")
              .orElseGet(() -> vae.net().denormalise(run.needed(io, "normalized_latent")));
      return Map.of("sample", vae.net().decode(z, (int) z.size(3), (int) z.size(4)));
    }
  }

  private static Map<String, Tensor> umt5(GoldenCase.Run run, SafeTensors io) {
    try (var encoder = Loaded.umt5(run.of().folder(), Placement.FLOAT)) {
      Tensor ids = run.needed(io, "input_ids"), mask = run.needed(io, "attention_mask");
      return Map.of(
          "last_hidden_state", encoder.net().forward(ids, mask),
          "prompt_embeds", encoder.net().promptEmbeds(ids, mask));
    }
  }

  /// The shift stands in the case's name, the kind of solver there too.
  private static Map<String, Tensor> trace(GoldenCase.Run run, SafeTensors io) {
    String name = run.of().name();
    int steps = run.of().json().path("num_inference_steps").asInt();
    var match = Pattern.compile("shift(\\d+(?:\\.\\d+)?)").matcher(name);
    assertThat(match.find()).as("a shift in the name %s", name).isTrue();
    double shift = Double.parseDouble(match.group(1));
    try (Scheduler scheduler =
        name.contains("euler")
            ? new FlowEuler(steps, shift)
            : new FlowUniPc(
                steps,
                shift,
                name.contains("main") ? FlowUniPc.Spacing.MAIN : FlowUniPc.Spacing.CLASSIC)) {
      var trajectory = new ArrayList<>(List.of(run.needed(io, "initial_sample")));
      var outputs = new ArrayList<Tensor>();
      for (int i = 0; i < steps; i++) {
        Tensor x = trajectory.getLast();
        outputs.add(Ops.plus(Ops.times(x, 0.3), Math.sin(i)));
        trajectory.add(scheduler.step(i, outputs.getLast(), x));
      }
      return Map.of(
          "sigmas", Tensors.of(scheduler.sigmas(), steps + 1),
          "timesteps", Tensors.of(scheduler.timesteps(), steps),
          "trajectory", stack(trajectory),
          "model_outputs", stack(outputs));
    }
  }

  private static Map<String, Tensor> clipVision(GoldenCase.Run run, SafeTensors io) {
    try (var encoder = Loaded.clip(run.of().folder(), Placement.FLOAT)) {
      Tensor pixels = run.needed(io, "pixel_values");
      List<Tensor> states = encoder.net().states(pixels, encoder.net().shape().layers());
      return Map.of(
          "hidden_states", stack(states),
          "image_embeds", encoder.net().imageEmbeds(pixels),
          "pooler_output", encoder.net().pooled(states.getLast()));
    }
  }

  private static Map<String, Tensor> clipImage(GoldenCase.Run run, SafeTensors io) {
    var processor =
        ClipImageProcessor.of(Config.read(run.of().folder().resolve("preprocessor_config.json")));
    var picture = GoldenPipeline.picture(run.needed(io, "image"));
    var resized = processor.resize(picture);
    float[] levels = new float[resized.rgb().length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = resized.rgb()[i] & 0xff;
    }
    var outputs = new LinkedHashMap<String, Tensor>();
    outputs.put("resized", Tensors.of(levels, resized.height(), resized.width(), 3));
    outputs.put("pixel_values", processor.pixels(picture));
    return outputs;
  }

  static Tensor stack(List<Tensor> tensors) {
    return torch.stack(new TensorVector(tensors.toArray(Tensor[]::new)), 0);
  }
}
