package io.kinora.server.http;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import io.kinora.render.Look;
import io.kinora.render.time.Transition;
import io.kinora.server.files.Sniffer;
import io.kinora.server.jobs.JobRequest.Delivery;
import io.kinora.server.jobs.JobRequest.Motion;
import io.kinora.server.jobs.JobRequest.Style;
import io.kinora.shot.Camera;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.SubjectMotion;
import io.kinora.style.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the fields that only Kinora has, from the object `kinora` of a body.
public final class KinoraFields {
  private static final List<String> MOTIONS =
      List.of("horizontal", "vertical", "proximity", "ambient");

  /// The maximum number of characters of a script.
  public static final int MAX_SCRIPT = 500_000;

  /// A file name without folders that is not hidden.
  private static final Pattern FILE_NAME =
      Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}\\p{M} _.()-]*");

  private KinoraFields() {}

  /// Reads the object `kinora` of `body`, if present, into `draft`.
  public static void read(Fields body, Draft draft) {
    Fields kinora = body.object("kinora");
    if (kinora != null) {
      all(kinora, draft);
    }
  }

  /// Reads the fields themselves.
  public static void all(Fields kinora, Draft draft) {
    format(kinora, draft);
    motion(kinora, draft);
    draft.engine = orElse(kinora.text("engine", 60), draft.engine);
    draft.seed = orElse(kinora.whole("seed", 0, (1L << 53) - 1), draft.seed);
    draft.options.putAll(kinora.entries("options", 40));
    look(kinora, draft);
    style(kinora, draft);
    for (Fields image : kinora.objects("images", 10)) {
      String part = image.needed("part", 40), noun = image.text("noun", 60);
      String uri = image.needed("uri", Integer.MAX_VALUE);
      draft.assets.add(
          new Draft.Asset(
              "image-" + part,
              "kinora.images",
              uri,
              null,
              null,
              noun == null ? "" : noun,
              Sniffer.Kind::isImage));
    }
    String audio = kinora.text("audio");
    if (audio != null) {
      draft.asset("audio", "kinora.audio", audio, kind -> kind.isAudio() || kind.isVideo());
    }
    draft.webhook = orElse(kinora.text("webhook", 2048), draft.webhook);
    Long priority = kinora.whole("priority", -10, 10);
    draft.priority = priority == null ? draft.priority : priority.intValue();
  }

  /// Reads a script, and the files that it names.
  public static void script(Fields body, Draft draft) {
    draft.script = body.needed("script", MAX_SCRIPT);
    for (Fields file : body.objects("files", 40)) {
      String name = file.needed("name", 80), uri = file.needed("uri", Integer.MAX_VALUE);
      if (!name.isEmpty() && !FILE_NAME.matcher(name).matches()) {
        file.wrong("name", "A name of letters, numbers, spaces, hyphens and dots is needed");
      } else if (draft.names().contains(name)) {
        file.wrong("name", "Two files have this name");
      } else {
        draft.named(name, uri);
      }
    }
  }

  private static <T> @Nullable T orElse(@Nullable T value, @Nullable T before) {
    return value == null ? before : value;
  }

  private static void format(Fields kinora, Draft draft) {
    FrameSize size = kinora.read("size", FrameSize::parse);
    draft.size = orElse(size, draft.size);
    if (kinora.has("fps")) {
      String text = kinora.plain("fps");
      FrameRate rate = text == null ? null : kinora.parsed("fps", text, FrameRate::parse);
      draft.rate = rate == null ? draft.rate : rate;
    }
    Double seconds = kinora.number("seconds", Format.MIN_SECONDS, Format.MAX_SECONDS);
    draft.seconds = seconds == null ? draft.seconds : seconds;
    String ending = kinora.choice("format", "mp4", "mov", "webm", "gif", "apng", "zip");
    if (ending != null) {
      draft.delivery = new Delivery("." + ending, null, null);
    }
  }

  private static void motion(Fields kinora, Draft draft) {
    Camera camera = draft.motion.camera();
    if (kinora.isObject("camera")) {
      Fields axes = kinora.object("camera");
      double[] values = new double[Camera.Axis.values().length];
      for (Camera.Axis axis : Camera.Axis.values()) {
        Double value = axes == null ? null : axes.number(axis.label(), -Camera.MAX, Camera.MAX);
        values[axis.ordinal()] = value == null ? 0 : value;
      }
      camera = new Camera(values[0], values[1], values[2], values[3], values[4], values[5]);
    } else {
      camera = orElse(kinora.read("camera", Camera::parse), camera);
    }
    Double parallax = kinora.number("parallax", 0, 1);
    SubjectMotion subject = draft.motion.subject();
    Fields motion = kinora.object("motion");
    if (motion != null) {
      Double strength = motion.number("strength", 0, 10);
      Double direction = motion.number("direction", -360, 360);
      subject = new SubjectMotion(strength == null ? 5 : strength, direction);
    }
    draft.motion =
        new Motion(camera, parallax == null ? Movement.DEFAULT_PARALLAX : parallax, subject);
    for (Fields region : kinora.objects("regions", 5)) {
      String mask = region.needed("mask", Integer.MAX_VALUE);
      var moves = new ArrayList<String>();
      for (String name : MOTIONS) {
        Double value = region.number(name, name.equals("ambient") ? 0 : -10, 10);
        moves.add(name + "=" + (value == null ? 0 : value));
      }
      draft.assets.add(
          new Draft.Asset(
              "region",
              "kinora.regions",
              mask,
              null,
              null,
              String.join(",", moves),
              kind -> kind.type().equals("image/png")));
    }
  }

  /// `style: "oil"`, or an object with `name` or the `uri` of a picture, `to` and `strength`.
  private static void style(Fields kinora, Draft draft) {
    if (!kinora.has("style")) {
      return;
    }
    Fields parts = kinora.isObject("style") ? kinora.object("style") : null;
    if (parts == null) {
      String name = kinora.read("style", KinoraFields::styled);
      draft.style = name == null ? null : new Style(name, null, 1);
      return;
    }
    String name = parts.read("name", KinoraFields::styled);
    String to = parts.read("to", KinoraFields::styled), uri = parts.text("uri");
    Double strength = parts.number("strength", 0, 1);
    if (uri != null) {
      draft.asset("style", "kinora.style", uri, Sniffer.Kind::isImage);
    } else if (name == null) {
      parts.wrong("name", "A style has a name, or the uri of a picture");
    }
    draft.style =
        new Style(name == null || uri != null ? "" : name, to, strength == null ? 1 : strength);
  }

  private static String styled(String name) {
    String plain = name.strip();
    return plain.equalsIgnoreCase(Styles.NONE) ? Styles.NONE : Styles.require(plain).label();
  }

  private static void look(Fields kinora, Draft draft) {
    for (String step : kinora.texts("look", 30)) {
      Look look = kinora.parsed("look", step, KinoraFields::parseLook);
      if (look != null) {
        draft.look.add(step);
      }
    }
    String transition =
        kinora.read(
            "transition",
            text -> {
              Transition _ = Transition.parse(text);
              return text;
            });
    draft.transition = transition == null ? draft.transition : transition;
  }

  /// Parses a step of a look, and rejects steps that would read a file of the server.
  static Look parseLook(String step) {
    if (Look.readsFile(step)) {
      throw new BadRequest(
          "A look in a request must not name files.",
          "Leave out lut, font, overlay, subtitles.",
          "look");
    }
    return Look.parse(List.of(step));
  }
}
