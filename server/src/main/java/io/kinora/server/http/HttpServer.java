package io.kinora.server.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.kinora.server.files.FileStore;
import io.kinora.server.jobs.RenderTask;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// The HTTP server with all routes: those without a key, the authentication filter, and the
/// dialects.
public final class HttpServer implements AutoCloseable {
  /// Paths that need no key.
  private static final List<String> OPEN =
      List.of("/", "/health", "/health/live", "/health/ready", "/health/metrics", "/openapi.yaml");

  private final Javalin javalin;

  private HttpServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /// The address of the server and its connection timeout.
  ///
  /// @param port 0 means a free one
  /// @param idle how long a connection may be idle
  public record Listening(String host, int port, Duration idle) {}

  /// Starts the server.
  ///
  /// @param routes of the dialects
  public static HttpServer start(
      Listening listening, Services services, Errors errors, Consumer<RoutesConfig> routes) {
    var calls = new Calls(services);
    Javalin javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.startup.startupWatcherEnabled = false;
              config.concurrency.useVirtualThreads = true;
              config.http.compressionStrategy = CompressionStrategy.NONE;
              config.http.maxRequestSize = Long.MAX_VALUE; // bodies have their own limits
              config.http.prefer405over404 = true;
              config.jetty.modifyServer(Server::getConnectors);
              config.jetty.modifyHttpConfiguration(
                  http -> {
                    http.setSendServerVersion(false);
                    http.setRequestHeaderSize(16 << 10);
                    http.setIdleTimeout(listening.idle.toMillis());
                  });
              config.jetty.addConnector(
                  (server, http) -> {
                    var connector =
                        new ServerConnector(
                            server, new org.eclipse.jetty.server.HttpConnectionFactory(http));
                    connector.setHost(listening.host);
                    connector.setPort(listening.port);
                    connector.setIdleTimeout(listening.idle.toMillis());
                    return connector;
                  });
              config.routes.before(ctx -> enter(calls, ctx));
              config.routes.exception(Exception.class, errors::answer);
              routes.accept(config.routes);
              config.routes.get("/v1/files/<key>", ctx -> file(services, ctx));
              config.routes.head("/v1/files/<key>", ctx -> file(services, ctx));
            });
    return new HttpServer(javalin.start());
  }

  private static void enter(Calls calls, Context ctx) {
    ctx.header("X-Content-Type-Options", "nosniff");
    String path = ctx.path();
    boolean open =
        OPEN.contains(path)
            || path.startsWith("/v1/files/")
            || path.startsWith("/studio/")
            || (ctx.method().equals(HandlerType.POST) && path.matches("/v1/uploads/[^/]+/[^/]+"));
    if (!open) {
      calls.enter(ctx);
    }
  }

  /// Sends a file by a signed URL.
  private static void file(Services services, Context ctx) {
    String key = ctx.pathParam("key");
    String expires = ctx.queryParam("expires"), signature = ctx.queryParam("signature");
    if (key.length() > 300
        || expires == null
        || signature == null
        || !services.urls().holds(key, expires, signature)) {
      throw Problem.of(403, "expired", "The URL is invalid or has expired");
    }
    FileAnswer.send(
        ctx,
        services.files(),
        FileStore.checked(key),
        RenderTask.type(key.substring(key.lastIndexOf('.'))));
  }

  /// All routes, each in the form `GET /health`.
  public List<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
        .distinct()
        .toList();
  }

  /// The port of the server.
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
