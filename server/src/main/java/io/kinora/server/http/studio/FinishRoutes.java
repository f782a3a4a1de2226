package io.kinora.server.http.studio;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kinora.clip.Frame;
import io.kinora.error.BadRequest;
import io.kinora.error.Cancelled;
import io.kinora.script.Script;
import io.kinora.script.ScriptShot;
import io.kinora.server.http.Bodies.Body;
import io.kinora.server.http.Calls;
import io.kinora.server.http.Draft;
import io.kinora.server.http.Fields;
import io.kinora.server.http.KinoraFields;
import io.kinora.server.http.Services;
import io.kinora.server.http.Submitter;
import io.kinora.server.jobs.Admission;
import io.kinora.server.jobs.JobRequest;
import io.kinora.server.jobs.Operation;
import io.kinora.server.jobs.Previews;
import io.kinora.server.keys.ApiKey;
import io.kinora.server.keys.ApiKey.Scope;
import io.kinora.studio.Studio;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The page's routes for a film of several shots: reading its script, previewing a shot, and
/// applying all looks or styles, or cutting out the subject, to one picture.
final class FinishRoutes {
  /// The position of an error in a script.
  private static final Pattern PLACE =
      Pattern.compile("script\\.md:(\\d+):(\\d+): (.*)", Pattern.DOTALL);

  private static final int MAX_NAMED = 200;

  private final Services services;
  private final Submitter submitter;
  private final Previews previews;

  FinishRoutes(Services services, Submitter submitter, Previews previews) {
    this.services = services;
    this.submitter = submitter;
    this.previews = previews;
  }

  void addTo(RoutesConfig routes) {
    routes.post("/studio/api/script", this::read);
    routes.post("/studio/api/script/preview", this::preview);
    routes.post("/studio/api/looks", ctx -> tried(ctx, "jpg"));
    routes.post("/studio/api/cut-out", ctx -> tried(ctx, "png"));
  }

  /// The draft of a job that makes the film of a script.
  static Draft draft(Fields fields) {
    Draft draft = begun();
    KinoraFields.script(fields, draft);
    KinoraFields.all(fields, draft);
    try {
      draft.prompt = named(Script.parseClosed(draft.script, Path.of("script.md"), draft.names()));
    } catch (BadRequest e) {
      // reported for the field when the job is created
    }
    return draft;
  }

  private static Draft begun() {
    var draft = new Draft(StudioRoutes.DIALECT, Operation.SCRIPT, "script");
    draft.model = "house";
    return draft;
  }

  /// The name of a film of several shots: its title, or else the titles of its shots.
  static String named(Script script) {
    String title = script.settings().title();
    String all =
        title.isEmpty()
            ? script.shots().stream().map(ScriptShot::title).collect(Collectors.joining(" · "))
            : title;
    return all.length() > MAX_NAMED ? all.substring(0, MAX_NAMED - 1) + "…" : all;
  }

  /// Parses a script. Errors in it are part of a normal response, because the script is being
  /// written.
  private void read(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.READ);
    try (Body body = services.bodies().read(ctx)) {
      Fields fields = body.fields();
      String text = fields.needed("script", KinoraFields.MAX_SCRIPT);
      var names = new HashSet<>(fields.texts("files", 40));
      fields.check();
      ObjectNode answer = JsonMapper.shared().createObjectNode();
      try {
        Script script = Script.parseClosed(text, Path.of("script.md"), names);
        answer.put("name", named(script));
        ObjectNode size = answer.putObject("size");
        size.put("width", script.settings().size().width());
        size.put("height", script.settings().size().height());
        size.put("fps", script.settings().rate().perSecond());
        var shots = answer.putArray("shots");
        for (ScriptShot shot : script.shots()) {
          ObjectNode one =
              shots.addObject().put("seconds", shot.seconds()).put("line", shot.line());
          one.put("continues", shot.continues());
          one.put("shares", shot.continues() ? 0 : shot.transition().seconds());
          one.put("prompt", shot.prompt());
        }
        Draft draft = begun(); // without its files, which do not change the price
        draft.script = text;
        draft.expected.addAll(names);
        answer.put("credits", submitter.quote(key, draft));
      } catch (BadRequest e) {
        answer.set("issue", issue(e));
      }
      Calls.answer(ctx, 200, answer);
    }
  }

  private static ObjectNode issue(BadRequest e) {
    Matcher place = PLACE.matcher(e.problem());
    boolean placed = place.matches();
    ObjectNode issue = JsonMapper.shared().createObjectNode();
    issue.put("line", placed ? Integer.parseInt(place.group(1)) : 1);
    issue.put("message", (placed ? place.group(3) : e.problem()) + " " + e.remedy());
    return issue.put("help", e.helpId());
  }

  private void preview(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.CREATE);
    String id = Admission.newId();
    try (Body body = services.bodies().read(ctx)) {
      Fields fields = body.fields();
      Long turn = fields.whole("turn", 0, 1L << 53), shot = fields.whole("shot", 0, 1000);
      String tab = fields.text("tab", 40);
      Draft draft = draft(fields);
      fields.check();
      String caller = key.id() + " " + tab;
      long number = turn == null ? 0 : turn;
      previews.begin(caller, number);
      JobRequest request = submitter.request(key, draft, id);
      int which = shot == null ? 0 : shot.intValue();
      ctx.contentType("video/mp4").result(previews.drawScript(caller, number, request, which));
    } catch (Cancelled e) {
      throw StudioRoutes.superseded();
    } finally {
      services.files().delete("jobs/" + id);
    }
  }

  /// Applies the requested operation to one picture, and responds with a picture.
  private void tried(Context ctx, String format) {
    ApiKey _ = Calls.key(ctx, Scope.CREATE);
    try (Body body = services.bodies().read(ctx)) {
      Fields fields = body.fields();
      @Nullable Frame picture = SentPicture.read(fields, "picture");
      String of = format.equals("png") ? null : fields.choice("of", "looks", "styles");
      fields.check();
      if (picture == null) {
        throw new IllegalStateException("a picture that is missing is wrong");
      }
      BufferedImage done =
          format.equals("png")
              ? Studio.cutOut(picture, _ -> {}).image()
              : "styles".equals(of) ? Tries.styles(picture) : Tries.looks(picture);
      ctx.contentType(format.equals("png") ? "image/png" : "image/jpeg");
      ctx.result(SentPicture.file(done, format));
    }
  }
}
