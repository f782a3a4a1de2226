package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.cli.Interruption;
import io.kinora.cli.Kinora;
import io.kinora.cli.Session;
import io.kinora.server.KinoraServer;
import io.kinora.server.ServerConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// `kinora serve`, and the files by which containers run it, whose names are all there.
class ServeTest {
  private final Path home;

  ServeTest(@TempDir Path folder) {
    home = folder.resolve("home");
  }

  @Test
  void a_check_shows_the_settings_without_secrets_and_opens_nothing() {
    Command command =
        Command.run(
            "serve",
            "--check",
            "--home",
            home.toString(),
            "--port",
            "81",
            "--database",
            "postgresql://me:pa55word@nowhere.example/kinora",
            "--set",
            "files=s3://videos/kinora",
            "--set",
            "s3-access-key=an-id",
            "--set",
            "s3-secret-key=much-hidden");
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.out()).contains("the settings are good");
    assertThat(command.err())
        .contains("port=81", "me:***@nowhere.example", "s3-secret-key=***", "workers=1")
        .doesNotContain("pa55word", "much-hidden");
    assertThat(home).doesNotExist();
  }

  @Test
  void a_check_refuses_what_no_server_would_start_with() {
    for (String wrong :
        List.of(
            "files=s3://videos",
            "port=-1",
            "model.gen4.5=nobody",
            "engine.house.nothing=1",
            "prices=" + home.resolve("none"),
            "no-setting=1",
            "workers=many")) {
      Command command = Command.run("serve", "--check", "--home", home.toString(), "--set", wrong);
      assertThat(command.code()).as(wrong + command.err()).isEqualTo(2);
      assertThat(command.err()).contains("docs/troubleshooting.md#").doesNotContain("\tat ");
    }
    assertThat(home).doesNotExist();
  }

  @Test
  void a_first_key_is_shown_once() {
    for (boolean first : new boolean[] {true, false}) {
      var interruption = new Interruption();
      interruption.stop(); // at once, when it has begun
      Command command =
          Command.run(interruption, "serve", "--home", home.toString(), "--port", "0");
      assertThat(command.out()).as(command.err()).contains("listening on http://127.0.0.1:");
      assertThat(Pattern.compile("key_\\w{40,}").matcher(command.out()).find()).isEqualTo(first);
      assertThat(command.err()).doesNotContainPattern("key_\\w{40,}");
    }
  }

  @Test
  void the_composition_names_verbs_flags_settings_and_volumes_that_there_are() throws IOException {
    Map<?, ?> file = yaml("compose.yaml");
    Map<?, ?> services = map(file, "services");
    assertThat(services).hasSize(3);
    int ours = 0;
    for (Object value : services.values()) {
      Map<?, ?> service = (Map<?, ?>) value;
      for (Object mount : list(service, "volumes")) {
        String volume = mount.toString().substring(0, mount.toString().indexOf(':'));
        assertThat(map(file, "volumes"))
            .satisfies(volumes -> assertThat(volumes.containsKey(volume)).isTrue());
      }
      if (service.get("depends_on") instanceof Map<?, ?> needed) {
        needed.keySet().forEach(name -> assertThat(services.get(name)).isNotNull());
      }
      if (inside(service, "image").toString().startsWith("kinora:")) {
        ours++;
        assertThat(service.get("image")).isEqualTo("kinora:${KINORA_VERSION:-" + version() + "}");
        parses(list(service, "command"));
        assertThat(service.get("restart")).isEqualTo("unless-stopped");
        ServerConfig config = settings(map(service, "environment"));
        KinoraServer.check(config);
        assertThat(config.text("database")).isEqualTo("postgresql://kinora:kinora@database/kinora");
        assertThat(list(service, "volumes")).hasToString("[files:" + config.text("files") + "]");
      }
    }
    assertThat(ours).isEqualTo(2);
    Map<?, ?> database = map(services, "database");
    assertThat(map(database, "environment"))
        .hasToString(
            "{POSTGRES_USER=kinora, POSTGRES_PASSWORD=${KINORA_DATABASE_PASSWORD:-kinora},"
                + " POSTGRES_DB=kinora}");
    Map<?, ?> server = map(services, "server");
    assertThat(list(server, "ports")).hasToString("[8080:8080]");
    assertThat(settings(map(server, "environment")).text("port")).isEqualTo("8080");
  }

  private static Object inside(Map<?, ?> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }

  private static Map<?, ?> map(Map<?, ?> map, String name) {
    return (Map<?, ?>) inside(map, name);
  }

  private static List<?> list(Map<?, ?> map, String name) {
    return (List<?>) inside(map, name);
  }

  private static Map<?, ?> yaml(String name) throws IOException {
    String text = Files.readString(Repository.root().resolve(name));
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  /// A command is one that the command line reads to its end.
  private static void parses(List<?> command) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    var session = new Session(nowhere, nowhere, 0, new Interruption());
    var parsed =
        Kinora.commandLine(session)
            .parseArgs(command.stream().map(Object::toString).toArray(String[]::new));
    assertThat(parsed.hasSubcommand()).as(command.toString()).isTrue();
  }

  /// Reads variables as a server does; one that it does not know is refused.
  private ServerConfig settings(Map<?, ?> environment) {
    var variables = new TreeMap<String, String>();
    environment.forEach(
        (name, value) ->
            variables.put(
                name.toString(), value.toString().replaceAll("\\$\\{\\w+:-([^}]*)}", "$1")));
    assertThat(variables.keySet()).allMatch(name -> name.startsWith("KINORA_SERVER_"));
    return ServerConfig.read(home, null, variables, Map.of());
  }

  private static String version() throws IOException {
    String pom = Files.readString(Repository.root().resolve("pom.xml"));
    Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(pom);
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  @Test
  void the_dockerfile_names_the_archive_and_a_command_that_there_are() throws IOException {
    List<String> lines = Files.readAllLines(Repository.root().resolve("Dockerfile"));
    String distribution = Files.readString(Repository.root().resolve("distribution/pom.xml"));
    assertThat(lines)
        .contains(
            "ARG VERSION=" + version(),
            "ADD distribution/target/kinora-${VERSION}.zip /tmp/kinora.zip",
            "ENTRYPOINT [\"/opt/kinora/kinora\"]",
            "EXPOSE 8080");
    assertThat(distribution).contains("<finalName>kinora-${project.version}</finalName>");
    assertThat(Repository.root().resolve("kinora")).isExecutable();
    String command = lines.getLast();
    assertThat(command).startsWith("CMD ");
    parses((List<?>) new Load(LoadSettings.builder().build()).loadFromString(command.substring(4)));
  }
}
