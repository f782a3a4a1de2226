package io.kinora.cli.service;

import io.kinora.server.KinoraServer;
import io.kinora.server.ServerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `kinora studio`: opens the web page for making films, for one person on this machine.
@Command(
    name = "studio",
    description = "Opens the studio: a page in the browser for making films.",
    footer = {
      "",
      "The server listens on this machine only, and stops with this command. Films are stored in its",
      "folder. For example: kinora studio"
    })
public final class OpenStudio implements Callable<Integer> {
  /// The settings for one person on their own machine: films do not expire, and are free.
  private static final Map<String, String> OWN =
      Map.of("host", "127.0.0.1", "kept-hours", "87600", "first-credits", "999999999");

  private final Console console;

  @Mixin private final ServerOptions options = new ServerOptions();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8090",
      description = "The port; 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--no-browser", description = "Prints the address without opening a browser.")
  private boolean noBrowser;

  public OpenStudio(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    var flags = new TreeMap<>(OWN);
    flags.put("port", Integer.toString(port));
    ServerConfig config = options.config(flags);
    KinoraServer.check(config);
    console
        .grace()
        .accept(Duration.ofSeconds(Integer.parseInt(config.text("grace-seconds")) + 40L));
    try (KinoraServer server = KinoraServer.serve(config, console.err()::println)) {
      String address = "http://127.0.0.1:" + server.port() + server.studioPath();
      console.out().println("The studio is open at " + address);
      console.out().println("The address is good for one browser and ten minutes. Ctrl+C stops.");
      console.out().flush();
      if (!noBrowser && !open(address)) {
        console.out().println("No browser was found; open the address by hand.");
      }
      while (!console.stopped().getAsBoolean()) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      console.err().println("stopping: films end, or go on with the next start");
    }
    return 0;
  }

  /// Opens an address in the user's browser.
  ///
  /// @return whether there is a command for it
  private static boolean open(String address) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    List<String> command =
        system.contains("mac")
            ? List.of("open", address)
            : system.contains("win")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                : List.of("xdg-open", address);
    try {
      Process _ =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
