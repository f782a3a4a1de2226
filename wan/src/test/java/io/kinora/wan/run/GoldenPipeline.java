package io.kinora.wan.run;

import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.Checkpoint.Placement;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.wan.model.Config;
import io.kinora.wan.sample.FlowUniPc;
import io.kinora.wan.sample.Sampler;
import io.kinora.wan.sample.Scheduler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// A golden case of a whole pipeline, from what it is given to frames.
final class GoldenPipeline {
  private GoldenPipeline() {}

  static Map<String, Tensor> run(GoldenCase.Run run, SafeTensors io) {
    var outputs = new LinkedHashMap<String, Tensor>();
    GoldenCase of = run.of();
    Path high = of.component("transformer").orElseThrow();
    Path low = of.component("transformer_2").orElse(high);
    try (var vae = Loaded.vae(of.component("vae").orElseThrow(), Placement.FLOAT);
        var transformer = Loaded.transformer(high, Placement.FLOAT);
        var transformer2 = Loaded.transformer(low, Placement.FLOAT);
        Scheduler scheduler =
            new FlowUniPc(
                (int) run.scalar("num_inference_steps", 0),
                run.scalar("flow_shift", 0),
                run.text("scheduler").equals("classic")
                    ? FlowUniPc.Spacing.CLASSIC
                    : FlowUniPc.Spacing.MAIN)) {
      boolean perToken = run.flag("expand_timesteps");
      Optional<Tensor> first = run.input(io, "image").map(GoldenPipeline::signed);
      Tensor condition = null, held = null;
      if (first.isPresent() && perToken) {
        held = WanDenoiser.held(vae.net(), first.get());
      } else if (first.isPresent()) {
        Tensor last = run.input(io, "last_image").map(GoldenPipeline::signed).orElse(null);
        int frames = (int) run.scalar("num_frames", 0);
        condition = WanDenoiser.condition(vae.net(), first.get(), last, frames);
      }
      var conditioning =
          new WanDenoiser.Conditioning(
              text(run, io, ""),
              run.input(io, "negative_prompt_embeds").isPresent()
                  ? text(run, io, "negative_")
                  : null,
              imageEmbeds(run, io, outputs),
              condition,
              held,
              perToken);
      double guidance = run.scalar("guidance_scale", 1);
      var denoiser =
          new WanDenoiser(
              WanDenoiser.Experts.two(
                  transformer.net(), transformer2.net(), run.scalar("boundary_ratio", 0)),
              conditioning,
              new WanDenoiser.Guidance(guidance, run.scalar("guidance_scale_2", guidance)),
              ScalarType.Float);
      var after = new ArrayList<Tensor>();
      Tensor noise = run.needed(io, "initial_latents");
      Tensor latents =
          Sampler.sample(
              denoiser, scheduler, noise, (_, x, _) -> after.add(TensorScope.held(x.clone())));
      latents = held == null ? latents : WanDenoiser.holdFirst(latents, held);
      outputs.put("latents_after_step", WanGoldenTest.stack(after));
      outputs.put("final_latents", latents);
      outputs.put("timesteps", Tensors.of(scheduler.timesteps(), scheduler.steps()));
      outputs.put("sigmas", Tensors.of(scheduler.sigmas(), scheduler.steps() + 1));
      if (run.wants("frames")) {
        Tensor z = vae.net().denormalise(latents);
        Tensor decoded = vae.net().decode(z, (int) z.size(3), (int) z.size(4));
        outputs.put(
            "frames",
            Ops.clamp(Ops.plus(Ops.times(decoded, 0.5), 0.5), 0, 1).permute(0, 2, 3, 4, 1));
      }
    }
    return outputs;
  }

  /// From tokens where the case has them, or else as given.
  private static Tensor text(GoldenCase.Run run, SafeTensors io, String prefix) {
    Optional<Tensor> ids = run.input(io, prefix + "input_ids");
    Optional<Path> folder = run.of().component("text_encoder");
    if (ids.isEmpty() || folder.isEmpty()) {
      return run.needed(io, prefix + "prompt_embeds");
    }
    try (var encoder = Loaded.umt5(folder.get(), Placement.FLOAT)) {
      Tensor mask = run.needed(io, prefix + "attention_mask");
      return TensorScope.keep(() -> encoder.net().promptEmbeds(ids.get(), mask));
    }
  }

  /// From the picture where the case has an encoder, or else as given.
  private static @Nullable Tensor imageEmbeds(
      GoldenCase.Run run, SafeTensors io, Map<String, Tensor> outputs) {
    Optional<Path> folder = run.of().component("image_encoder");
    if (folder.isEmpty()) {
      return run.input(io, "image_embeds").orElse(null);
    }
    Path config = run.of().component("image_processor").orElseThrow();
    var processor = ClipImageProcessor.of(Config.read(config.resolve("preprocessor_config.json")));
    Tensor pixels = processor.pixels(picture(run.needed(io, "image")));
    Optional<Tensor> last = run.input(io, "last_image");
    if (last.isPresent()) {
      pixels = Ops.cat(0, pixels, processor.pixels(picture(last.get())));
    }
    try (var encoder = Loaded.clip(folder.get(), Placement.FLOAT)) {
      Tensor embeds = encoder.net().imageEmbeds(pixels);
      outputs.put("pixel_values", pixels);
      outputs.put("image_embeds", embeds);
      return embeds;
    }
  }

  /// uint8 `[H, W, 3]`
  static Picture picture(Tensor image) {
    return new Picture(Tensors.bytes(image), (int) image.size(1), (int) image.size(0));
  }

  /// uint8 `[H, W, 3]` or float `[1, 3, H, W]` in [0, 1] → `[1, 3, H, W]` in [-1, 1]
  private static Tensor signed(Tensor image) {
    Tensor unit =
        image.dim() == 4
            ? image
            : Ops.times(image.to(ScalarType.Float), 1.0 / 255).permute(2, 0, 1).unsqueeze(0);
    return Ops.plus(Ops.times(unit, 2), -1);
  }
}
