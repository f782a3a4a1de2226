package io.kinora.cli;

import io.kinora.cli.service.Console;
import io.kinora.cli.service.CreditBooks;
import io.kinora.cli.service.ManageKeys;
import io.kinora.cli.service.OpenStudio;
import io.kinora.cli.service.Serve;
import io.kinora.cli.service.Work;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.engine.EngineCard;
import io.kinora.shot.Camera;
import io.kinora.shot.Format;
import io.kinora.studio.Engines;
import io.kinora.studio.KinoraVersion;
import io.kinora.studio.Montage.Auto;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/// The root of the command line. Exit codes: 0 done; 2 the command or its input is wrong; 1
/// anything else; 130 interrupted.
@Command(
    name = "kinora",
    description = "Turns a sentence into a video.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {"", "See kinora COMMAND --help, for example kinora generate --help."},
    versionProvider = Kinora.Version.class)
public final class Kinora implements Callable<Integer> {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  private Kinora(Session session) {
    this.session = session;
  }

  /// Runs the command and ends the JVM with its exit code.
  public static void main(String[] args) {
    var interruption = Interruption.onSignal();
    int code = run(Session.onTerminal(interruption), args);
    interruption.workEnded();
    System.exit(code);
  }

  /// Runs the command; errors are printed to the session's error stream.
  ///
  /// @return the exit code
  public static int run(Session session, String... args) {
    try {
      CommandLine commandLine = commandLine(session);
      Settings.apply(session, commandLine, args);
      return commandLine.execute(args);
    } catch (Throwable e) { // includes OutOfMemoryError, which has a message and a code, too
      return Failures.tell(e, session);
    }
  }

  /// The command line with all its commands and the flags of all engines on the class path.
  public static CommandLine commandLine(Session session) {
    return commandLine(session, Engines.cards());
  }

  /// The command line with all its commands and the flags of some engines.
  public static CommandLine commandLine(Session session, List<EngineCard> engines) {
    var commandLine = new CommandLine(new Kinora(session));
    commandLine
        .getCommandSpec()
        .addOption(flag("Shows the version.", "--version").versionHelp(true).build());
    commandLine
        .addSubcommand(drawing(engines, flags -> new Generate(session, flags)))
        .addSubcommand(new FilmOfScript(session))
        .addSubcommand(new Analyze(session))
        .addSubcommand(new Teach(session))
        .addSubcommand(new ListWords(session))
        .addSubcommand(new Interpolate(session))
        .addSubcommand(new Motion(session))
        .addSubcommand(new Render(session))
        .addSubcommand(new Stylize(session))
        .addSubcommand(drawing(engines, flags -> new Extend(session, flags)))
        .addSubcommand(new Inspect(session))
        .addSubcommand(new Replay(session))
        .addSubcommand(new Pictures(session))
        .addSubcommand(new Train(session))
        .addSubcommand(new Evaluate(session))
        .addSubcommand(new Bench(session))
        .addSubcommand(new OpenStudio(console(session)))
        .addSubcommand(new Serve(console(session)))
        .addSubcommand(new Work(console(session)))
        .addSubcommand(new ManageKeys(console(session)))
        .addSubcommand(new CreditBooks(console(session)))
        .addSubcommand(new ListEngines(session))
        .addSubcommand(new Doctor(session))
        .addSubcommand(new Completion(session))
        .addSubcommand(new Help(session));
    addHelp(commandLine);
    commandLine.getSubcommands().values().forEach(Kinora::addHelp);
    commandLine
        .registerConverter(FrameSize.class, FrameSize::parse)
        .registerConverter(FrameRate.class, FrameRate::parse)
        .registerConverter(Camera.class, Camera::parse)
        .registerConverter(Auto.class, Auto::parse)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // a prompt may begin with @
        .setUsageHelpWidth(100)
        .setUsageHelpLongOptionsMaxWidth(34)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setOut(new PrintWriter(session.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(session.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((e, _) -> Failures.tell(e, session))
        .setExecutionExceptionHandler((e, _, _) -> Failures.tell(e, session));
    return commandLine;
  }

  private static Console console(Session session) {
    Interruption interruption = session.interruption();
    return new Console(session.out(), session.err(), interruption::wanted, interruption::takesUpTo);
  }

  /// Creates a command that draws, with the flags of the engines.
  private static CommandLine drawing(
      List<EngineCard> engines, Function<EngineFlags, Callable<Integer>> verb) {
    var flags = new EngineFlags(engines);
    var commandLine = new CommandLine(verb.apply(flags));
    flags.addTo(commandLine.getCommandSpec());
    return commandLine;
  }

  /// Adds --help to every command, and keeps its options in the order of declaration.
  private static void addHelp(CommandLine commandLine) {
    CommandSpec spec = commandLine.getCommandSpec();
    spec.addOption(flag("Shows this help.", "-h", "--help").usageHelp(true).build());
    spec.usageMessage().sortOptions(false).sortSynopsis(false);
  }

  private static OptionSpec.Builder flag(String description, String... names) {
    return OptionSpec.builder(names).type(boolean.class).arity("0").description(description);
  }

  /// Prints the help as an error, because there is no command.
  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(session.err());
    }
    return Failures.WRONG_INPUT;
  }

  /// The version that the build wrote.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"kinora " + KinoraVersion.current()};
    }
  }

  /// Reads a length: `10`, `10s`, `0:10`, `1m30s`.
  static final class Seconds implements CommandLine.ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return Format.parseSeconds(text);
    }
  }
}
