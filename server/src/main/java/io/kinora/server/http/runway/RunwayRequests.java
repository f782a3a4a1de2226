package io.kinora.server.http.runway;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.server.files.Sniffer;
import io.kinora.server.http.Draft;
import io.kinora.server.http.Fields;
import io.kinora.server.http.KinoraFields;
import io.kinora.server.http.Looks;
import io.kinora.server.jobs.JobRequest.Delivery;
import io.kinora.server.jobs.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the bodies that Runway's clients send. Fields without use for Kinora, such as moderation,
/// are ignored; unsupported requests are rejected.
final class RunwayRequests {
  private static final int MAX_PROMPT = 15_000;
  private static final long MAX_SEED = 4_294_967_295L;

  /// The text-to-video models with common rules, and the ratios that they accept.
  private static final Map<String, List<String>> TEXT_RATIOS =
      Map.of("gen4.5", List.of("1280:720", "720:1280"));

  private static final List<String> GEN4_RATIOS =
      List.of("1280:720", "720:1280", "1104:832", "832:1104", "960:960", "1584:672");

  private static final Map<String, List<String>> IMAGE_RATIOS =
      Map.of("gen4.5", GEN4_RATIOS, "gen4_turbo", GEN4_RATIOS);

  private RunwayRequests() {}

  static Draft textToVideo(Fields body) {
    var draft = new Draft("runway", Operation.TEXT_TO_VIDEO, "promptText");
    draft.model = body.needed("model", 100);
    draft.prompt = body.needed("promptText", MAX_PROMPT);
    common(body, draft, TEXT_RATIOS.get(draft.model));
    references(body, draft);
    return draft;
  }

  static Draft imageToVideo(Fields body) {
    var draft = new Draft("runway", Operation.IMAGE_TO_VIDEO, "promptText");
    draft.model = body.needed("model", 100);
    String prompt = body.text("promptText", MAX_PROMPT);
    draft.prompt = prompt == null ? "" : prompt;
    if (body.isArray("promptImage")) {
      for (Fields image : body.objects("promptImage", 9)) {
        String position = image.choice("position", "first", "last");
        String uri = image.needed("uri", Integer.MAX_VALUE);
        String role = position == null ? "reference" : position;
        draft.asset(role, "promptImage", uri, Sniffer.Kind::isImage);
      }
      if (draft.assets.isEmpty() && !body.isWrong()) {
        body.wrong("promptImage", "Too small: expected array to have >=1 items");
      }
    } else {
      String uri = body.needed("promptImage", Integer.MAX_VALUE);
      draft.asset("first", "promptImage", uri, Sniffer.Kind::isImage);
    }
    common(body, draft, IMAGE_RATIOS.get(draft.model));
    references(body, draft);
    if (draft.prompt.isBlank()) {
      draft.prompt = "the picture"; // these models accept a picture without a prompt
    }
    return draft;
  }

  private static void common(Fields body, Draft draft, @Nullable List<String> ratios) {
    duration(body, draft);
    ratio(body, draft, ratios);
    draft.seed = body.whole("seed", 0, MAX_SEED);
    String negative = body.text("negativePrompt", MAX_PROMPT);
    if (negative != null) {
      draft.hints.put("negative", negative);
    }
    body.ignore("contentModeration", "audio");
    outputFormat(body, draft);
    KinoraFields.read(body, draft);
  }

  private static void duration(Fields body, Draft draft) {
    boolean gen4 = draft.model.equals("gen4.5") || draft.model.equals("gen4_turbo");
    if (!body.has("duration")) {
      if (draft.model.equals("gen4.5")) {
        body.wrong("duration", "Invalid input: expected number, received undefined");
      }
      draft.seconds = 5;
      return;
    }
    if ("auto".equals(body.plain("duration"))) {
      draft.seconds = 5;
      return;
    }
    Long seconds = gen4 ? body.whole("duration", 2, 10) : body.whole("duration", 1, 60);
    draft.seconds = seconds == null ? 5 : seconds;
  }

  private static void ratio(Fields body, Draft draft, @Nullable List<String> ratios) {
    String resolution = body.text("resolution", 20);
    draft.size = new FrameSize(1280, 720);
    String ratio =
        ratios == null
            ? body.text("ratio", 40)
            : body.choice("ratio", ratios.toArray(new String[0]));
    if (ratio == null) {
      if (ratios != null && !body.has("ratio") && draft.model.equals("gen4.5")) {
        body.wrong("ratio", "Invalid input: expected string, received undefined");
      }
      ratio = "";
    }
    String shape = ratio.isEmpty() || ratio.matches("adaptive|auto(_\\d{3,4}p)?") ? "16:9" : ratio;
    if (shape.matches("\\d{2,4}:\\d{2,4}") && !shape.matches("\\d{1,2}:\\d{1,2}")) {
      draft.size = body.parsed("ratio", shape.replace(':', 'x'), FrameSize::parse);
      return;
    }
    String shorter = resolution != null ? resolution : ratio.replaceFirst("^auto_", "");
    int side =
        shorter.toLowerCase(Locale.ROOT).matches("\\d{3,4}p")
            ? Integer.parseInt(shorter.substring(0, shorter.length() - 1))
            : "2k".equalsIgnoreCase(shorter) ? 1080 : 720;
    FrameSize small = body.parsed("ratio", shape, FrameSize::ofRatio);
    draft.size =
        small == null ? null : body.parsed("ratio", withShortSide(small, side), FrameSize::parse);
  }

  /// A size with the aspect ratio of `size` whose shorter side is `side`.
  private static String withShortSide(FrameSize size, int side) {
    double scale = (double) side / Math.min(size.width(), size.height());
    return 2 * Math.round(size.width() * scale / 2)
        + "x"
        + 2 * Math.round(size.height() * scale / 2);
  }

  private static void outputFormat(Fields body, Draft draft) {
    String format = body.text("outputFormat", 60);
    String profile =
        body.choice("proresProfile", "422", "4444", "422 Proxy", "422 LT", "422 HQ", "4444 XQ");
    if (format == null || format.equals("mp4")) {
      return;
    }
    switch (format) {
      case "prores" -> draft.delivery = new Delivery(".mov", "prores", prores(profile));
      case "png_sequence" -> draft.delivery = new Delivery(".zip", null, null);
      default ->
          body.wrong(
              "outputFormat",
              "Invalid option: expected one of \"mp4\"|\"prores\"|\"png_sequence\"");
    }
  }

  private static String prores(@Nullable String profile) {
    return switch (profile == null ? "4444" : profile) {
      case "422" -> "422";
      case "422 Proxy" -> "proxy";
      case "422 LT" -> "lt";
      case "422 HQ" -> "hq";
      default -> "4444";
    };
  }

  private static void references(Fields body, Draft draft) {
    for (Fields reference : body.objects("references", 30)) {
      reference.ignore("type", "tag");
      String uri = reference.needed("uri", Integer.MAX_VALUE);
      draft.asset("reference", "references", uri, Sniffer.Kind::isImage);
    }
    for (Fields audio : body.objects("referenceAudio", 5)) {
      audio.ignore("type");
      String uri = audio.needed("uri", Integer.MAX_VALUE);
      draft.asset("audio", "referenceAudio", uri, Sniffer.Kind::isAudio);
    }
    if (!body.objects("referenceVideos", 10).isEmpty()) {
      body.wrong("referenceVideos", "No engine of this server takes videos as references");
    }
  }

  static Draft videoToVideo(Fields body) {
    var draft = new Draft("runway", Operation.RENDER, "promptText");
    draft.model = body.needed("model", 100);
    String mode = body.choice("mode", "reference", "extend", "edit");
    String field = body.has("promptVideo") || !body.has("videoUri") ? "promptVideo" : "videoUri";
    if (draft.model.startsWith("aleph") || draft.model.startsWith("gen4_aleph")) {
      field = "videoUri";
    }
    String uri = body.needed(field, Integer.MAX_VALUE);
    draft.asset("video", field, uri, Sniffer.Kind::isVideo);
    if ("extend".equals(mode)) {
      extend(body, draft);
      return draft;
    }
    String prompt = body.text("promptText", MAX_PROMPT);
    body.ignore("duration", "resolution", "audio", "contentModeration");
    draft.seed = body.whole("seed", 0, MAX_SEED);
    target(body, draft);
    outputFormat(body, draft);
    references(body, draft);
    if (!body.objects("keyframes", 5).isEmpty()) {
      body.wrong("keyframes", "No engine of this server takes key frames of an edit");
    }
    KinoraFields.read(body, draft);
    if (draft.look.isEmpty() && prompt != null) {
      draft.look.addAll(Looks.namedIn(prompt));
    }
    if (draft.look.isEmpty() && draft.target == null && !body.isWrong()) {
      body.wrong(
          "promptText",
          "This server edits videos by looks: name one in the words, such as noir, or in kinora.look");
    }
    draft.assets.removeIf(asset -> asset.role().equals("reference"));
    return draft;
  }

  private static void extend(Fields body, Draft draft) {
    draft.operation = Operation.EXTEND;
    draft.prompt = body.needed("promptText", MAX_PROMPT);
    if (body.has("ratio")) {
      body.wrong("ratio", "An extension has the ratio of its video");
    }
    draft.seconds = 5;
    if (!"auto".equals(body.has("duration") ? body.plain("duration") : "auto")) {
      Long seconds = body.whole("duration", 1, 60);
      draft.seconds = seconds == null ? 5 : seconds;
    }
    draft.seed = body.whole("seed", 0, MAX_SEED);
    body.ignore("audio", "contentModeration");
    references(body, draft);
    KinoraFields.read(body, draft);
  }

  private static void target(Fields body, Draft draft) {
    String ratio = body.text("ratio", 40);
    String aspect =
        body.choice("targetAspectRatio", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "21:9");
    if (ratio != null && ratio.matches("\\d{3,4}:\\d{3,4}")) {
      FrameSize size = body.parsed("ratio", ratio.replace(':', 'x'), FrameSize::parse);
      draft.target = size == null ? null : _ -> size;
    }
    if (aspect != null) {
      FrameSize shape = FrameSize.ofRatio(aspect);
      draft.target =
          from -> FrameSize.parse(withShortSide(shape, Math.min(from.width(), from.height())));
    }
  }

  static Draft upscale(Fields body) {
    var draft = new Draft("runway", Operation.VIDEO_UPSCALE, "promptText");
    draft.model = body.needed("model", 100);
    String uri = body.needed("videoUri", Integer.MAX_VALUE);
    draft.asset("video", "videoUri", uri, Sniffer.Kind::isVideo);
    if (draft.model.equals("enhance_frame_rate")) {
      draft.operation = Operation.FRAME_RATE;
      String rate =
          body.choice(
              "targetFramerate",
              "24",
              "25",
              "30",
              "48",
              "50",
              "60",
              "120",
              "23_98",
              "29_97",
              "59_94");
      if (!body.has("targetFramerate")) {
        body.wrong("targetFramerate", "Invalid input: expected string, received undefined");
      } else if (rate != null) {
        draft.targetRate = rate(rate);
      }
    } else {
      body.number("creativity", 0, 100);
      body.number("sharpen", 0, 100);
      body.number("smartGrain", 0, 100);
      body.choice("flavor", "vivid", "natural");
      body.flag("fpsBoost");
      String resolution = body.choice("resolution", "720p", "1k", "2k", "4k");
      String name =
          draft.model.equals("upscale_v1") ? "4x" : resolution == null ? "2k" : resolution;
      draft.target = size -> larger(size, name);
    }
    KinoraFields.read(body, draft);
    return draft;
  }

  private static FrameRate rate(String name) {
    return switch (name) {
      case "23_98" -> new FrameRate(24000, 1001);
      case "29_97" -> new FrameRate(30000, 1001);
      case "59_94" -> new FrameRate(60000, 1001);
      default -> FrameRate.parse(name);
    };
  }

  /// The size with the same aspect ratio whose longer side is that of the name; never smaller.
  private static FrameSize larger(FrameSize from, String name) {
    int longer = Math.max(from.width(), from.height());
    double wanted =
        switch (name) {
          case "720p" -> 1280;
          case "1k" -> 1920;
          case "2k" -> 2560;
          case "4x" -> 4.0 * longer;
          default -> FrameSize.MAX_SIDE;
        };
    double scale = Math.max(1, Math.min(wanted, FrameSize.MAX_SIDE) / longer);
    return new FrameSize(
        (int) (2 * Math.round(from.width() * scale / 2)),
        (int) (2 * Math.round(from.height() * scale / 2)));
  }
}
