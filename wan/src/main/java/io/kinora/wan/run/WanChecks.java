package io.kinora.wan.run;

import io.kinora.error.BadRequest;
import io.kinora.error.WeightsRefused;
import io.kinora.torch.TensorScope;
import io.kinora.wan.model.ClipVisionEncoder;
import io.kinora.wan.model.Config;
import io.kinora.wan.model.Umt5Encoder;
import io.kinora.wan.model.WanTransformer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Validates a request before any weights are read, rather than after hours of work.
final class WanChecks {
  private WanChecks() {}

  /// Checks that the model can fulfil the request.
  ///
  /// @throws BadRequest if it cannot
  /// @throws io.kinora.error.WeightsRefused if a fine-tuning is not for this model
  static void check(WanFolder folder, WanSettings settings, WanRun.Request request) {
    checkParts(folder);
    int step = folder.sizeStep(), width = request.width(), height = request.height();
    if (width % step != 0 || height % step != 0) {
      throw new BadRequest(
          "This model cannot make %dx%d: width and height must be multiples of %d."
              .formatted(width, height, step),
          "The nearest size is %dx%d.".formatted(nearest(width, step), nearest(height, step)),
          "wan-size");
    }
    if (settings.first().isPresent() && !folder.takesFirst()) {
      throw new BadRequest(
          "This model cannot begin with a given picture.",
          "Use an I2V or TI2V model, or give none.",
          "wan-picture");
    }
    if (settings.last().isPresent() && !(folder.takesLast() && settings.first().isPresent())) {
      throw new BadRequest(
          settings.first().isEmpty()
              ? "A last picture needs a first one."
              : "This model cannot end with a given picture.",
          "Give the first picture too, and use an FLF2V or A14B I2V model.",
          "wan-picture");
    }
    if (folder.takesCondition() && settings.first().isEmpty()) {
      throw new BadRequest(
          "This model makes clips from pictures only.",
          "Give the first one as the setting image-first, or use a T2V model.",
          "wan-picture");
    }
    if (folder.imageEncoder()
        && folder.transformer().imagePositions() > 0
        && settings.last().isEmpty()) {
      throw new BadRequest(
          "This model makes clips between two pictures only.",
          "Give the last one, too, as the setting image-last.",
          "wan-picture");
    }
    settings.first().ifPresent(Picture::read);
    settings.last().ifPresent(Picture::read);
    settings.preview().ifPresent(WanChecks::checkPreview);
    settings.loras().forEach(lora -> checkLora(folder, lora));
  }

  /// Checks that the parts belong to one model.
  private static void checkParts(WanFolder folder) {
    var transformer = folder.transformer();
    Config text = Config.read(folder.part("text_encoder").resolve("config.json"));
    agree(folder, "text_encoder", Umt5Encoder.Shape.of(text).width(), transformer.textWidth());
    agree(folder, "vae", folder.vae().latentChannels(), transformer.outChannels());
    if (folder.imageEncoder()) {
      Config config = Config.read(folder.part("image_encoder").resolve("config.json"));
      var clip = ClipVisionEncoder.Shape.of(config);
      agree(folder, "image_encoder", clip.width(), transformer.imageWidth());
      if (transformer.imagePositions() > 0) { // of two pictures
        agree(folder, "image_encoder", 2 * clip.rows(), transformer.imagePositions());
      }
    }
  }

  private static void agree(WanFolder folder, String part, int given, int taken) {
    if (given != taken) {
      throw new WeightsRefused(
          "The parts in %s are of different models: %s gives %d values; the transformer takes %d."
              .formatted(folder.root(), part, given, taken),
          "Use all parts of one published folder.",
          "wan-weights");
    }
  }

  private static void checkPreview(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    boolean writable =
        Files.exists(file)
            ? Files.isWritable(file) && !Files.isDirectory(file)
            : folder != null && Files.isWritable(folder);
    if (!writable || !file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new BadRequest(
          "The preview cannot be written to %s.".formatted(file),
          "Name a file that ends in .png, in a writable folder.",
          "picture");
    }
  }

  private static int nearest(int length, int step) {
    return Math.max(step, Math.round((float) length / step) * step);
  }

  /// Checks a fine-tuning by names and shapes alone: a network without weights uses no memory.
  private static void checkLora(WanFolder folder, WanSettings.LoraFile lora) {
    WanTransformer shape = TensorScope.outside(() -> new WanTransformer(folder.transformer()));
    TensorScope.run(() -> Lora.check(shape, lora));
    shape.close();
  }
}
