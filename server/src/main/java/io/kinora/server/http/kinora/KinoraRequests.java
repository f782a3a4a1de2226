package io.kinora.server.http.kinora;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.server.files.Sniffer;
import io.kinora.server.files.Sniffer.Kind;
import io.kinora.server.http.Draft;
import io.kinora.server.http.Fields;
import io.kinora.server.http.KinoraFields;
import io.kinora.server.jobs.JobRequest.Delivery;
import io.kinora.server.jobs.Operation;
import io.kinora.studio.Interpolation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the bodies of Kinora's own routes: the fields that other dialects have under `kinora` are
/// at the top level here.
final class KinoraRequests {
  private static final int MAX_PROMPT = 15_000, MAX_VIDEOS = 50;

  private KinoraRequests() {}

  /// Reads the fields of an operation.
  static Draft read(Operation operation, Fields body) {
    var draft = new Draft("kinora", operation, "prompt");
    String model = body.text("model", 100);
    draft.model = model == null ? "house" : model;
    switch (operation) {
      case TEXT_TO_VIDEO, IMAGE_TO_VIDEO -> {
        draft.prompt = body.needed("prompt", MAX_PROMPT);
        draft.size = FrameSize.DEFAULT;
        if (body.has("images")) {
          draft.operation = Operation.IMAGE_TO_VIDEO;
        }
      }
      case EXTEND -> {
        String prompt = body.text("prompt", MAX_PROMPT);
        draft.prompt = prompt == null ? "" : prompt;
        video(body, draft);
      }
      case FRAME_RATE -> {
        video(body, draft);
        String rate = body.plain("fps");
        draft.targetRate = rate == null ? null : body.parsed("fps", rate, FrameRate::parse);
        Double slower = body.number("slower", 1, Interpolation.MAX_SLOWER);
        draft.slower = slower == null ? 1 : slower;
        if (rate == null && draft.slower == 1) {
          body.wrong("fps", "Either another rate or slow motion is needed");
        }
      }
      case VIDEO_UPSCALE -> {
        video(body, draft);
        FrameSize size = body.read("size", FrameSize::parse);
        draft.target = size == null ? Draft::twice : _ -> size;
      }
      case RENDER -> render(body, draft);
      case MOTION -> {
        video(body, draft);
        draft.delivery = Delivery.NUMBERS;
      }
      case SCRIPT -> KinoraFields.script(body, draft);
    }
    KinoraFields.all(body, draft);
    return draft;
  }

  private static void video(Fields body, Draft draft) {
    String uri = body.needed("video", Integer.MAX_VALUE);
    draft.asset("video", "video", uri, Sniffer.Kind::isVideo);
  }

  private static boolean isSeen(Kind kind) {
    return kind.isVideo() || kind.isImage();
  }

  private static void render(Fields body, Draft draft) {
    if (body.has("video")) {
      String uri = body.needed("video", Integer.MAX_VALUE);
      draft.asset("video", "video", uri, KinoraRequests::isSeen);
    }
    for (Fields input : body.objects("videos", MAX_VIDEOS)) {
      String uri = input.needed("uri", Integer.MAX_VALUE);
      draft.asset("video", "videos", uri, KinoraRequests::isSeen);
    }
    FrameSize size = body.read("size", FrameSize::parse);
    draft.target = size == null ? null : _ -> size;
    String rate = body.plain("fps");
    draft.targetRate = rate == null ? null : body.parsed("fps", rate, FrameRate::parse);
  }

  /// The operation that a quote is asked for.
  static @Nullable Operation operation(Fields body) {
    String name = body.needed("operation", 40);
    try {
      return name.isEmpty() ? null : Operation.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      body.wrong("operation", "Invalid option: docs/server.md lists the operations");
      return null;
    }
  }
}
