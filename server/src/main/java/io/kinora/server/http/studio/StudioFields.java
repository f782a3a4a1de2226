package io.kinora.server.http.studio;

import io.kinora.clip.FrameRate;
import io.kinora.server.files.Sniffer;
import io.kinora.server.http.Draft;
import io.kinora.server.http.Fields;
import io.kinora.server.http.KinoraFields;
import io.kinora.server.jobs.Job;
import io.kinora.server.jobs.Job.Output;
import io.kinora.server.jobs.JobRequest.Delivery;
import io.kinora.server.jobs.Operation;
import io.kinora.shot.Format;

/// Reads the page's requests.
final class StudioFields {
  private static final int MAX_PROMPT = 1000;

  private StudioFields() {}

  /// Reads the request of a film from a prompt and optional pictures.
  static Draft film(Fields fields) {
    var draft = new Draft(StudioRoutes.DIALECT, Operation.TEXT_TO_VIDEO, "prompt");
    draft.prompt = fields.needed("prompt", MAX_PROMPT);
    KinoraFields.all(fields, draft);
    draft.model = draft.engine == null ? "house" : draft.engine;
    if (draft.assets.stream().anyMatch(asset -> asset.role().startsWith("image-"))) {
      draft.operation = Operation.IMAGE_TO_VIDEO;
    }
    return draft;
  }

  /// Reads the request to process an existing film.
  ///
  /// @param does `extend`, `export`, `larger`, `smoother` or `slower`
  static Draft follow(Fields fields, Job of, String does) {
    boolean extend = does.equals("extend");
    var operation =
        switch (does) {
          case "extend" -> Operation.EXTEND;
          case "larger" -> Operation.VIDEO_UPSCALE;
          case "smoother", "slower" -> Operation.FRAME_RATE;
          default -> Operation.RENDER;
        };
    var draft = new Draft(StudioRoutes.DIALECT, operation, "prompt");
    draft.engine = of.request().engine().isEmpty() ? null : of.request().engine();
    draft.model = draft.engine == null ? "house" : draft.engine;
    draft.prompt = of.request().prompt();
    draft.seed = of.request().seed();
    draft.parent = of.id();
    Output output = of.output();
    if (output == null) {
      fields.wrong("of", "The film is not ready");
      return draft;
    }
    draft.stored("video", "of", output.key(), Sniffer.Kind::isVideo);
    if (extend) {
      String prompt = fields.text("prompt", MAX_PROMPT);
      draft.prompt = prompt == null ? draft.prompt : prompt;
      Double seconds = fields.number("seconds", Format.MIN_SECONDS, Format.MAX_SECONDS);
      draft.seconds = seconds == null ? Format.DEFAULT.seconds() : seconds;
    } else {
      String format = fields.choice("format", "mp4", "mov", "webm", "gif", "apng", "zip");
      // the page offers MOV for editing
      String codec = "mov".equals(format) ? "prores" : null;
      draft.delivery = new Delivery("." + (format == null ? "mp4" : format), codec, null);
      draft.look.addAll(fields.texts("look", 10));
      switch (does) {
        case "larger" -> draft.target = Draft::twice;
        case "smoother" -> draft.targetRate = doubled(output);
        case "slower" -> draft.slower = 2;
        default -> {}
      }
    }
    return draft;
  }

  /// Twice the frame rate of a film.
  private static FrameRate doubled(Output output) {
    FrameRate rate = FrameRate.parse(output.about().path("fps").asString("24"));
    return new FrameRate(2 * rate.numerator(), rate.denominator());
  }
}
