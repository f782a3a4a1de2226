package io.kinora.server.http.studio;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kinora.clip.FrameSize;
import io.kinora.engine.EngineCard;
import io.kinora.engine.EngineOption;
import io.kinora.error.Cancelled;
import io.kinora.server.http.Bodies.Body;
import io.kinora.server.http.Calls;
import io.kinora.server.http.Draft;
import io.kinora.server.http.Fields;
import io.kinora.server.http.Problem;
import io.kinora.server.http.Services;
import io.kinora.server.http.Submitter;
import io.kinora.server.jobs.Admission;
import io.kinora.server.jobs.Job;
import io.kinora.server.jobs.JobRequest;
import io.kinora.server.jobs.Previews;
import io.kinora.server.jobs.Stills;
import io.kinora.server.keys.ApiKey;
import io.kinora.server.keys.ApiKey.Scope;
import io.kinora.server.words.WordStore;
import io.kinora.studio.KinoraVersion;
import io.kinora.style.NamedStyle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The page's routes, all under `/studio/`: the files of the page, and under `/studio/api/` its
/// API. Its films are jobs like all others.
public final class StudioRoutes implements AutoCloseable {
  /// The dialect of the page's jobs.
  static final String DIALECT = "kinora";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PAGE = 60;

  private final Services services;
  private final Submitter submitter;
  private final StudioSessions sessions;
  private final StudioEvents events;
  private final FinishRoutes finish;
  private final Readings readings;
  private final Previews previews;
  private final FilmFiles kept;
  private final AtomicBoolean warming = new AtomicBoolean();

  /// @param secret of the server, in hexadecimal
  /// @param idle how long the model that reads prompts is kept while unused
  public StudioRoutes(
      Services services,
      Calls calls,
      Submitter submitter,
      Stills stills,
      Previews previews,
      String secret,
      Duration idle) {
    this.services = services;
    this.submitter = submitter;
    kept = new FilmFiles(services, stills);
    this.previews = previews;
    readings = new Readings(idle);
    sessions = new StudioSessions(services.keys(), calls, services.clock(), secret);
    events = new StudioEvents(services);
    finish = new FinishRoutes(services, submitter, previews);
  }

  /// A token that opens one session of the page within ten minutes, for the fragment (after `#`) of
  /// its address.
  ///
  /// @param key the id of the key whose rights the session has
  public String token(String key) {
    return sessions.token(key);
  }

  /// Adds the routes.
  public void addTo(RoutesConfig routes) {
    new StudioPage().addTo(routes);
    routes.get("/", ctx -> ctx.redirect("/studio/"));
    routes.before("/studio/api/*", this::enter);
    routes.post("/studio/api/session", this::logIn);
    routes.get("/studio/api/session", this::session);
    routes.delete("/studio/api/session", sessions::end);
    routes.get("/studio/api/events", events::stream);
    routes.post("/studio/api/reading", this::read);
    routes.post("/studio/api/nearest", this::nearest);
    routes.post("/studio/api/preview", this::preview);
    routes.post("/studio/api/price", this::price);
    finish.addTo(routes);
    routes.get("/studio/api/films", this::list);
    routes.post("/studio/api/films", this::make);
    routes.get("/studio/api/films/{id}", ctx -> Calls.answer(ctx, 200, json(kept.film(ctx))));
    routes.get(
        "/studio/api/films/{id}/script",
        ctx -> Calls.answer(ctx, 200, FilmJson.script(kept.film(ctx).request())));
    routes.post("/studio/api/films/{id}/cancel", ctx -> end(ctx, false));
    routes.delete("/studio/api/films/{id}", ctx -> end(ctx, true));
    kept.addTo(routes);
  }

  private void enter(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    boolean asks =
        ctx.path().equals("/studio/api/session") && !ctx.method().name().equals("DELETE");
    if (!asks) {
      sessions.enter(ctx);
    }
  }

  /// Starts a session for a one-time token or a key.
  private void logIn(Context ctx) {
    services.limits().count("studio " + ctx.ip());
    if (!"1".equals(ctx.header("X-Kinora-Studio"))) {
      throw Problem.of(403, "csrf", "The request does not come from the page");
    }
    try (Body body = services.bodies().read(ctx)) {
      Fields fields = body.fields();
      String token = fields.text("token", 200), secret = fields.text("key", 300);
      fields.check();
      ApiKey key =
          (token != null
                  ? sessions.redeem(token)
                  : services.keys().find(secret == null ? "" : secret.strip()))
              .orElseThrow(
                  () ->
                      token != null
                          ? Problem.of(
                              401,
                              "used_token",
                              "The address has been used already; it works for one browser")
                          : Problem.of(401, "invalid_api_key", "The API key is wrong or revoked"));
      services.audit().add(key, "studio session", key.id(), ctx.ip());
      Calls.answer(ctx, 200, about(key).put("csrf", sessions.begin(ctx, key)));
    }
  }

  /// Responds with the session's user; no session is no error, because each visit begins without
  /// one.
  private void session(Context ctx) {
    if (!sessions.isThere(ctx)) {
      Calls.answer(ctx, 200, JSON.createObjectNode().putNull("csrf"));
      return;
    }
    sessions.enter(ctx);
    Calls.answer(ctx, 200, about(Calls.key(ctx, Scope.READ)).put("csrf", sessions.csrf(ctx)));
  }

  /// Loads the models that a page needs first, while its visitor starts to type; and again when
  /// somebody types after the models were freed.
  public void warm() {
    var engines = services.settings().engines();
    boolean bundled = engines.stream().anyMatch(card -> card.name().equals("house"));
    boolean warm = readings.isWarm() && previews.isWarm();
    if (!bundled || warm || warming.getAndSet(true)) {
      return;
    }
    Thread.ofPlatform()
        .daemon()
        .name("kinora-studio")
        .start(
            () -> {
              try {
                readings.warm("house");
                previews.warm("house");
              } catch (RuntimeException e) {
                // closed meanwhile; the next request loads the model itself
              } finally {
                warming.set(false);
              }
            });
  }

  /// The session's user, and the functions that the page can offer.
  private ObjectNode about(ApiKey key) {
    warm();
    ObjectNode node = JSON.createObjectNode().put("version", KinoraVersion.current());
    node.put("credits", services.ledger().balance(key.account()));
    node.put("creates", key.may(Scope.CREATE));
    node.put("maxSeconds", services.settings().maxSeconds());
    node.put("maxPixels", services.settings().maxPixels());
    var engines = node.putArray("engines");
    for (EngineCard card : services.settings().engines()) {
      ObjectNode engine = engines.addObject().put("name", card.name());
      engine.put("summary", card.summary()).put("previews", !card.needsWeights());
      var size = card.preferredSize();
      engine.put("size", size.width() + "x" + size.height());
      engine.put("words", card.options().stream().anyMatch(o -> o.name().equals("words")));
      var pictures = engine.putArray("pictures");
      for (EngineOption option : card.options()) {
        if (option.values() instanceof EngineOption.Values.Picture(var parts, _)) {
          parts.forEach(pictures::add);
        }
      }
    }
    var looks = node.putArray("looks");
    Tries.looks().forEach(looks::add);
    var styles = node.putArray("styles");
    for (NamedStyle style : NamedStyle.values()) {
      styles.addObject().put("name", style.label()).put("chinese", style.chinese());
    }
    return node;
  }

  private void read(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.READ);
    try (Body body = services.bodies().read(ctx)) {
      Fields fields = body.fields();
      String prompt = fields.needed("prompt", 1000), engine = engine(fields);
      fields.check();
      List<String> own =
          services.words().namedIn(key.account(), prompt).stream()
              .map(WordStore.Word::name)
              .toList();
      Calls.answer(ctx, 200, readings.read(prompt, engine, own));
      warm();
    }
  }

  private void nearest(Context ctx) {
    ApiKey _ = Calls.key(ctx, Scope.READ);
    try (Body body = services.bodies().read(ctx)) {
      Fields fields = body.fields();
      String word = fields.needed("word", 60), engine = engine(fields);
      fields.check();
      String nearest = readings.nearest(word, engine);
      Calls.answer(ctx, 200, JSON.createObjectNode().put("nearest", nearest));
    }
  }

  private String engine(Fields fields) {
    String name = fields.needed("engine", 60);
    if (services.settings().engines().stream().noneMatch(card -> card.name().equals(name))) {
      fields.wrong("engine", "There is no such engine");
    }
    return name;
  }

  private void preview(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.CREATE);
    String id = Admission.newId();
    try (Body body = services.bodies().read(ctx)) {
      Fields fields = body.fields();
      Long turn = fields.whole("turn", 0, 1L << 53);
      String tab = fields.text("tab", 40);
      Draft draft = StudioFields.film(fields);
      fields.check();
      var format =
          Previews.format(draft.size == null ? FrameSize.DEFAULT : draft.size, draft.seconds);
      draft.size = format.size();
      draft.rate = format.rate();
      String caller = key.id() + " " + tab;
      long number = turn == null ? 0 : turn;
      previews.begin(caller, number);
      JobRequest request = submitter.request(key, draft, id);
      ctx.contentType("video/mp4").result(previews.draw(caller, number, request));
    } catch (Cancelled e) {
      throw superseded();
    } finally {
      services.files().delete("jobs/" + id);
    }
  }

  /// The response to a request that a newer one has replaced.
  static Problem superseded() {
    return Problem.of(409, "superseded", "A newer preview was requested");
  }

  private void price(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.READ);
    try (Body body = services.bodies().read(ctx)) {
      Draft draft = draft(key, body);
      ObjectNode answer = JSON.createObjectNode().put("credits", submitter.quote(key, draft));
      Calls.answer(ctx, 200, answer.put("balance", services.ledger().balance(key.account())));
    }
  }

  private void make(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.CREATE);
    try (Body body = services.bodies().read(ctx)) {
      Job job = submitter.submit(key, draft(key, body), body, false, ctx.ip());
      Calls.answer(ctx, 201, json(job));
    }
  }

  private Draft draft(ApiKey key, Body body) {
    Fields fields = body.fields();
    String of = fields.text("of", 80);
    String does = fields.choice("does", "extend", "export", "larger", "smoother", "slower");
    Job before = of == null ? null : kept.find(key, of);
    Draft draft =
        fields.has("script")
            ? FinishRoutes.draft(fields)
            : before == null || does == null
                ? StudioFields.film(fields)
                : StudioFields.follow(fields, before, does);
    fields.check();
    return draft;
  }

  private ObjectNode json(Job job) {
    return FilmJson.of(job, services.clock());
  }

  private void list(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.READ);
    String after = ctx.queryParam("after");
    String behind = after == null || after.isEmpty() ? null : kept.find(key, after).id();
    List<Job> jobs = services.jobs().list(key.account(), DIALECT, behind, PAGE + 1, true);
    ObjectNode node = JSON.createObjectNode().put("more", jobs.size() > PAGE);
    var films = node.putArray("films");
    jobs.stream().limit(PAGE).map(this::json).forEach(films::add);
    Calls.answer(ctx, 200, node);
  }

  private void end(Context ctx, boolean delete) {
    ApiKey key = Calls.key(ctx, Scope.CREATE);
    String id = kept.film(ctx).id();
    services.admission().cancel(key.account(), id, delete);
    services.audit().add(key, delete ? "delete" : "cancel", id, ctx.ip());
    ctx.status(204);
  }

  /// Frees the model that reads prompts; the next reading loads it again.
  ///
  /// @return whether there was one
  public boolean release() {
    return readings.release();
  }

  /// Ends open streams, and frees the model of readings.
  @Override
  public void close() {
    events.close();
    readings.close();
  }
}
