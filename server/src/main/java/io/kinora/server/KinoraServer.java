package io.kinora.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kinora.error.BadRequest;
import io.kinora.server.credits.Ledger;
import io.kinora.server.credits.PriceList;
import io.kinora.server.database.Database;
import io.kinora.server.database.Patience;
import io.kinora.server.fetch.AssetFetcher;
import io.kinora.server.files.FileStore;
import io.kinora.server.files.Scratch;
import io.kinora.server.files.SignedUrls;
import io.kinora.server.files.Uploads;
import io.kinora.server.http.Bodies;
import io.kinora.server.http.Calls;
import io.kinora.server.http.Errors;
import io.kinora.server.http.HttpServer;
import io.kinora.server.http.RateLimits;
import io.kinora.server.http.Services;
import io.kinora.server.http.Settings;
import io.kinora.server.http.Submitter;
import io.kinora.server.http.WordRoutes;
import io.kinora.server.http.kinora.KinoraRoutes;
import io.kinora.server.http.openai.OpenAiRoutes;
import io.kinora.server.http.runway.RunwayRoutes;
import io.kinora.server.http.studio.StudioRoutes;
import io.kinora.server.jobs.Admission;
import io.kinora.server.jobs.JobStore;
import io.kinora.server.jobs.Previews;
import io.kinora.server.jobs.RenderTask;
import io.kinora.server.jobs.Stills;
import io.kinora.server.jobs.Studios;
import io.kinora.server.jobs.Sweep;
import io.kinora.server.jobs.Workers;
import io.kinora.server.keys.ApiKey.Scope;
import io.kinora.server.keys.AuditLog;
import io.kinora.server.keys.Keys;
import io.kinora.server.keys.Secrets;
import io.kinora.server.keys.SharedRates;
import io.kinora.server.webhooks.Outbox;
import io.kinora.server.words.WordStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A node of the service: its database, its workers, and optionally an HTTP server. [#close] waits
/// for running jobs for a grace period, returns unfinished ones to the queue, and frees everything.
public final class KinoraServer implements AutoCloseable {
  private final Database database;
  private final Services services;
  private final Studios studios;
  private final FileStore files;
  private final Scratch scratch;
  private final AssetFetcher fetcher;
  private final Workers workers;
  private final Sweep sweep;
  private final @Nullable StudioRoutes studio;
  private final @Nullable HttpServer http;
  private final Optional<Keys.NewKey> firstKey;

  private KinoraServer(ServerConfig config, boolean serves, Consumer<String> logLines) {
    Clock clock = Clock.systemUTC();
    var log = new EventLog(clock, logLines);
    Settings settings = Engines.settings(config);
    PriceList prices = prices(config);
    var patience =
        new Patience(
            config.duration("database-wait-seconds", Duration.ofSeconds(1)),
            why -> log.add("the database is away; trying again", Map.of("error", why)));
    database = Database.open(config.database(), patience);
    files = Stores.open(config);
    scratch = Scratch.in(config.home().resolve("work"));
    String secret = patience.await(() -> database.setting("secret", Secrets.hex(32)));
    fetcher = new AssetFetcher(config.flag("private-addresses"), Duration.ofSeconds(30));
    var ledger = new Ledger(database, clock);
    var store = new JobStore(database, clock);
    var keys = new Keys(database, clock);
    var uploads = new Uploads(database, files, clock);
    var outbox = new Outbox(database, fetcher, clock, secret);
    SharedRates rates = database.isPostgres() ? new SharedRates(database) : null;
    var words = new WordStore(database, files, clock);
    Map<String, String> pools = config.under("pool");
    var admission =
        new Admission(
            database, store, ledger, prices, engine -> pools.getOrDefault(engine, "cpu"), clock);
    studios = new Studios(config.duration("idle-minutes", Duration.ofMinutes(1)));
    services =
        new Services(
            settings,
            clock,
            database,
            keys,
            new AuditLog(database, clock),
            new RateLimits(config.whole("requests-per-minute"), rates),
            ledger,
            store,
            admission,
            files,
            new SignedUrls(secret, clock, config.duration("url-hours", Duration.ofHours(1))),
            uploads,
            fetcher,
            outbox,
            words,
            new Bodies(scratch.folder().resolve("in"), RunwayRoutes.largestUpload()));
    var metrics = new Metrics(store, studios, log, clock);
    String worker = ProcessHandle.current().pid() + "-" + Secrets.hex(6);
    var render =
        new RenderTask(
            new RenderTask.Parts(
                database,
                store,
                admission,
                ledger,
                files,
                outbox,
                studios,
                metrics,
                clock,
                worker,
                scratch.folder(),
                Engines.options(config),
                config.duration("kept-hours", Duration.ofHours(1)),
                WebhookBody::of));
    Duration kept = config.duration("kept-hours", Duration.ofHours(1));
    sweep = new Sweep(database, admission, ledger, files, uploads, words, kept, clock);
    workers = new Workers(database, render, plan(config), worker, chores(outbox, rates));
    boolean first = serves && patience.await(keys::none);
    firstKey = first ? firstKey(config, keys, ledger) : Optional.empty();
    studio = serves ? studio(config, secret) : null;
    http = studio == null ? null : listen(config, log, metrics, studio);
    workers.start(patience);
  }

  /// Starts a node with an HTTP server and workers.
  ///
  /// @param log receives a line of JSON for each event
  /// @throws BadRequest if a setting is wrong
  public static KinoraServer serve(ServerConfig config, Consumer<String> log) {
    return new KinoraServer(config, true, log);
  }

  /// Starts a node with workers only.
  public static KinoraServer work(ServerConfig config, Consumer<String> log) {
    return new KinoraServer(config, false, log);
  }

  /// Rejects settings with which no node would start. It opens nothing.
  ///
  /// @throws BadRequest if one is wrong
  public static void check(ServerConfig config) {
    Settings _ = Engines.settings(config);
    Map<String, Map<String, String>> _ = Engines.options(config);
    PriceList _ = prices(config);
    Stores.check(config);
  }

  static PriceList prices(ServerConfig config) {
    String file = config.text("prices");
    return file.isEmpty() ? PriceList.bundled() : PriceList.read(Path.of(file));
  }

  private static Workers.Plan plan(ServerConfig config) {
    return new Workers.Plan(
        config.whole("workers") == 0 ? List.of() : config.pools(),
        Math.max(1, config.whole("workers")),
        config.duration("heartbeat-seconds", Duration.ofSeconds(1)),
        config.duration("poll-millis", Duration.ofMillis(1)),
        config.duration("grace-seconds", Duration.ofSeconds(1)));
  }

  private List<Workers.Chore> chores(Outbox outbox, @Nullable SharedRates rates) {
    return List.of(
        new Workers.Chore("webhooks", Duration.ofSeconds(1), outbox::send),
        new Workers.Chore(
            "sweep",
            Duration.ofMinutes(1),
            () -> {
              var _ = sweep.run();
              if (rates != null) {
                rates.sweep();
              }
            }));
  }

  private static Optional<Keys.NewKey> firstKey(ServerConfig config, Keys keys, Ledger ledger) {
    var limits = new Keys.Limits(config.whole("concurrent-jobs"), config.whole("daily-jobs"));
    Keys.NewKey key = keys.create(null, "first", Scope.all(), limits);
    if (config.whole("first-credits") > 0) {
      boolean _ = ledger.grant(key.account(), config.whole("first-credits"), "first", "first key");
    }
    return Optional.of(key);
  }

  private StudioRoutes studio(ServerConfig config, String secret) {
    Path work = scratch.folder();
    return new StudioRoutes(
        services,
        new Calls(services),
        new Submitter(services),
        new Stills(files, work),
        new Previews(studios, files, Engines.options(config), work),
        secret,
        config.duration("idle-minutes", Duration.ofMinutes(1)));
  }

  private HttpServer listen(ServerConfig config, EventLog log, Metrics metrics, StudioRoutes page) {
    var calls = new Calls(services);
    var submitter = new Submitter(services);
    var errors =
        new Errors(
            (ctx, error) -> {
              var facts = new HashMap<String, Object>();
              facts.put("path", ctx.path());
              facts.put("error", Metrics.trace(error));
              log.add("request broke", facts);
            });
    var stills = new Stills(files, scratch.folder());
    var words = new WordRoutes(services, scratch.folder());
    var listening =
        new HttpServer.Listening(config.text("host"), config.whole("port"), Duration.ofSeconds(30));
    return HttpServer.start(
        listening,
        services,
        errors,
        (RoutesConfig routes) -> {
          new RunwayRoutes(services, calls, submitter).addTo(routes);
          new OpenAiRoutes(services, submitter, stills).addTo(routes);
          new KinoraRoutes(services, calls, submitter).addTo(routes);
          words.addTo(routes, "/v1/kinora/words", (ctx, word) -> calls.url(ctx, word.picture()));
          routes.get("/openapi.yaml", KinoraServer::openApi);
          page.addTo(routes);
          words.addTo(
              routes,
              "/studio/api/words",
              (_, word) -> "api/words/%s/picture".formatted(word.id()));
          new Health(database, metrics, () -> release(page), config.flag("open-metrics"))
              .addTo(routes);
        });
  }

  private int release(StudioRoutes page) {
    return studios.release() + (page.release() ? 1 : 0);
  }

  private static void openApi(Context ctx) {
    ctx.contentType("application/yaml");
    ctx.result(
        Objects.requireNonNull(KinoraServer.class.getResourceAsStream("openapi.yaml"), "openapi"));
  }

  /// The first key of a new server; empty if a key existed before.
  public Optional<Keys.NewKey> firstKey() {
    return firstKey;
  }

  /// The path of the studio page, with a token that opens one session within ten minutes. The
  /// session has the rights of the oldest active key that may make films. The models of the page
  /// start to load, because a visitor is expected.
  ///
  /// @throws IllegalStateException if this node does not serve
  public String studioPath() {
    if (studio == null) {
      throw new IllegalStateException("this node does not serve");
    }
    String key =
        services.keys().list().stream()
            .filter(listed -> listed.revoked() == null && listed.scopes().contains("CREATE"))
            .map(Keys.Listed::id)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("there is no key in use"));
    studio.warm();
    return "/studio/#token=" + studio.token(key);
  }

  /// The port of the HTTP server; 0 if there is none.
  public int port() {
    return http == null ? 0 : http.port();
  }

  /// The routes of the HTTP server, for tests.
  List<String> routes() {
    return http == null ? List.of() : http.routes();
  }

  /// The services of this node, for tests and for commands that manage keys and credits.
  Services services() {
    return services;
  }

  /// The cleanup after crashes.
  Sweep sweep() {
    return sweep;
  }

  @Override
  public void close() {
    if (studio != null) {
      studio.close(); // open streams would prevent the shutdown
    }
    if (http != null) {
      http.close();
    }
    workers.close();
    studios.close();
    fetcher.close();
    files.close();
    scratch.close();
    database.close();
  }
}
