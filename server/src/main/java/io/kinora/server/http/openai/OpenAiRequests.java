package io.kinora.server.http.openai;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.server.files.Sniffer;
import io.kinora.server.http.Bodies.Body;
import io.kinora.server.http.Draft;
import io.kinora.server.http.Fields;
import io.kinora.server.http.KinoraFields;
import io.kinora.server.http.Looks;
import io.kinora.server.jobs.Job;
import io.kinora.server.jobs.JobRequest;
import io.kinora.server.jobs.JobRequest.Input;
import io.kinora.server.jobs.Operation;
import io.kinora.shot.Format;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads the bodies that clients of OpenAI-style video servers send, as forms or as JSON, with
/// those further fields of vLLM-Omni that Kinora supports.
final class OpenAiRequests {
  private static final int MAX_PROMPT = 32_000;

  /// vLLM-Omni's names of engine settings.
  private static final Map<String, String> HINTS =
      Map.of("num_inference_steps", "steps", "guidance_scale", "guidance", "flow_shift", "shift");

  private OpenAiRequests() {}

  static Draft create(Body body, Fields fields) {
    var draft = new Draft("openai", Operation.TEXT_TO_VIDEO, "prompt");
    draft.prompt = fields.needed("prompt", MAX_PROMPT);
    String model = fields.text("model", 100);
    draft.model = model == null ? "sora-2" : model;
    draft.size = new FrameSize(720, 1280);
    FrameSize size = fields.read("size", FrameSize::parse);
    draft.size = size == null ? draft.size : size;
    seconds(fields, draft, 4);
    reference(body, fields, draft, "input_reference");
    extras(fields, draft);
    KinoraFields.read(fields, draft);
    if (draft.assets.stream().anyMatch(asset -> !asset.role().equals("audio"))) {
      draft.operation = Operation.IMAGE_TO_VIDEO;
    }
    return draft;
  }

  private static void seconds(Fields fields, Draft draft, double usual) {
    draft.seconds = usual;
    String text = fields.plain("seconds");
    if (text == null) {
      return;
    }
    if (!text.matches("\\d{1,4}(\\.\\d{1,3})?")
        || Double.parseDouble(text) < Format.MIN_SECONDS
        || Double.parseDouble(text) > Format.MAX_SECONDS) {
      fields.wrong("seconds", "Invalid value: expected a number from 0.5 to 600");
      return;
    }
    draft.seconds = Double.parseDouble(text);
  }

  /// Reads a picture: a file of the form, a URL, or an upload.
  private static void reference(Body body, Fields fields, Draft draft, String name) {
    Path file = body.files().get(name);
    if (file != null) {
      draft.file("first", name, file, Sniffer.Kind::isImage);
    } else if (fields.isObject(name)) {
      Fields object = fields.object(name);
      String url = object == null ? null : object.text("image_url");
      String id = object == null ? null : object.text("file_id", 100);
      if (url == null && id == null) {
        fields.wrong(name, "Expected image_url or file_id");
      } else {
        draft.asset("first", name, url == null ? "runway://" + id : url, Sniffer.Kind::isImage);
      }
    } else if (fields.has(name)) {
      String uri = fields.text(name);
      if (uri != null) {
        draft.asset("first", name, uri, Sniffer.Kind::isImage);
      }
    }
  }

  private static void extras(Fields fields, Draft draft) {
    Long width = fields.whole("width", FrameSize.MIN_SIDE, FrameSize.MAX_SIDE);
    Long height = fields.whole("height", FrameSize.MIN_SIDE, FrameSize.MAX_SIDE);
    if (width != null && height != null) {
      FrameSize size = fields.parsed("width", width + "x" + height, FrameSize::parse);
      draft.size = size == null ? draft.size : size;
    }
    String fps = fields.plain("fps");
    FrameRate rate = fps == null ? null : fields.parsed("fps", fps, FrameRate::parse);
    draft.rate = rate == null ? draft.rate : rate;
    Long frames = fields.whole("num_frames", 1, 100_000);
    if (frames != null) {
      draft.seconds =
          Math.clamp(frames / draft.rate.perSecond(), Format.MIN_SECONDS, Format.MAX_SECONDS);
    }
    draft.seed = fields.whole("seed", 0, (1L << 53) - 1);
    HINTS.forEach(
        (name, option) -> {
          String value = fields.plain(name);
          if (value != null) {
            draft.hints.put(option, value);
          }
        });
    String negative = fields.text("negative_prompt", MAX_PROMPT);
    if (negative != null) {
      draft.hints.put("negative", negative);
    }
    jsonReference(fields, draft);
    fields.ignore(
        "user",
        "generate_sound",
        "guidance_scale_2",
        "boundary_ratio",
        "enable_frame_interpolation",
        "frame_interpolation_exp",
        "response_format",
        "n",
        "quality");
  }

  /// Reads vLLM-Omni's `image_reference`: an object, or its JSON as a string.
  private static void jsonReference(Fields fields, Draft draft) {
    String name = "image_reference";
    if (!fields.has(name)) {
      return;
    }
    String url = null;
    if (fields.isObject(name)) {
      Fields object = fields.object(name);
      url = object == null ? null : object.text("image_url");
    } else {
      String text = fields.text(name);
      try {
        JsonNode tree = text == null ? null : JsonMapper.shared().readTree(text);
        url = tree instanceof ObjectNode object ? object.path("image_url").asString("") : null;
      } catch (JacksonException e) {
        url = null;
      }
    }
    if (url == null || url.isEmpty()) {
      fields.wrong(name, "Expected {\"image_url\": …}");
    } else {
      draft.asset("first", name, url, Sniffer.Kind::isImage);
    }
  }

  /// Reads a remix: the same film with another prompt.
  static Draft remix(Fields fields, Job of) {
    JobRequest before = of.request();
    var draft = new Draft("openai", before.operation(), "prompt");
    draft.prompt = fields.needed("prompt", MAX_PROMPT);
    draft.model = before.model();
    draft.engine = before.engine().isEmpty() ? null : before.engine();
    draft.size = before.format().size();
    draft.rate = before.format().rate();
    draft.seconds = before.format().seconds();
    draft.seed = before.seed();
    draft.motion = before.motion();
    draft.options.putAll(before.options());
    draft.look.addAll(before.extras().look());
    draft.delivery = before.delivery();
    draft.parent = of.id();
    for (Input input : before.inputs()) {
      draft.assets.add(
          new Draft.Asset(input.role(), "video", null, null, input.key(), input.note(), _ -> true));
    }
    KinoraFields.read(fields, draft);
    return draft;
  }

  static Draft edit(Body body, Fields fields, @Nullable Job of) {
    var draft = new Draft("openai", Operation.RENDER, "prompt");
    draft.prompt = fields.needed("prompt", MAX_PROMPT);
    model(fields, draft, of);
    video(body, fields, draft, of);
    draft.seed = fields.whole("seed", 0, (1L << 53) - 1);
    KinoraFields.read(fields, draft);
    if (draft.look.isEmpty()) {
      draft.look.addAll(Looks.namedIn(draft.prompt));
    }
    if (draft.look.isEmpty() && !fields.isWrong()) {
      fields.wrong(
          "prompt",
          "This server edits videos by looks: name one in the words, such as noir, or in"
              + " kinora[look]");
    }
    return draft;
  }

  static Draft extend(Body body, Fields fields, @Nullable Job of) {
    var draft = new Draft("openai", Operation.EXTEND, "prompt");
    draft.prompt = fields.needed("prompt", MAX_PROMPT);
    model(fields, draft, of);
    seconds(fields, draft, 4);
    video(body, fields, draft, of);
    draft.seed = fields.whole("seed", 0, (1L << 53) - 1);
    KinoraFields.read(fields, draft);
    return draft;
  }

  private static void model(Fields fields, Draft draft, @Nullable Job of) {
    String model = fields.text("model", 100);
    draft.model = model != null ? model : of != null ? of.request().model() : "sora-2";
  }

  private static void video(Body body, Fields fields, Draft draft, @Nullable Job of) {
    Path file = body.files().get("video");
    if (file != null) {
      draft.file("video", "video", file, Sniffer.Kind::isVideo);
    } else if (of != null && of.output() != null) {
      draft.parent = of.id();
      draft.stored("video", "video", of.output().key(), Sniffer.Kind::isVideo);
    } else if (fields.has("video") && !fields.isObject("video")) {
      String uri = fields.text("video");
      if (uri != null) {
        draft.asset("video", "video", uri, Sniffer.Kind::isVideo);
      }
    } else if (!fields.has("video")) {
      fields.wrong("video", "Missing required parameter: 'video'");
    }
  }
}
