package io.kinora.cli;

import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.script.Caption;
import io.kinora.script.Script;
import io.kinora.script.ScriptShot;
import io.kinora.studio.ScriptFilm;
import io.kinora.studio.ScriptMade;
import io.kinora.studio.Sheets;
import io.kinora.studio.Studio;
import io.kinora.studio.Take;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `kinora film`: makes a film of several shots from a script.
@Command(
    name = "film",
    description = "Makes a film of several shots from a script in Markdown.",
    footer = {
      "",
      "For example: kinora film --new story.md, then kinora film story.md -o story.mp4"
    })
final class FilmOfScript implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "SCRIPT",
      arity = "0..1",
      description = "A Markdown file: settings between lines of ---, then one ## section per shot.")
  private @Nullable Path script;

  @Option(
      names = "--check",
      description = "Prints the shots and how they are understood; draws nothing.")
  private boolean check;

  @Option(names = "--new", paramLabel = "FILE", description = "Writes a small example script.")
  private @Nullable Path fresh;

  @Option(names = "--shot", paramLabel = "N", description = "Makes one shot only, from 1.")
  private @Nullable Integer shot;

  @Option(
      names = "--preview",
      description = "Makes a preview, 180 pixels high at 12 frames per second.")
  private boolean preview;

  @Option(names = "--redraw", description = "Draws all shots again, including unchanged ones.")
  private boolean redraw;

  @Option(
      names = "--shots-in",
      paramLabel = "DIR",
      description = "The cache folder of drawn shots (default: ~/.cache/kinora/shots).")
  private @Nullable Path cache;

  @Option(
      names = "--sheet",
      paramLabel = "FILE",
      description = "Draws four moments of each shot of the finished film into a PNG file.")
  private @Nullable Path sheet;

  @Mixin private final OutputOptions output = new OutputOptions();

  FilmOfScript(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (fresh != null) {
      begin(fresh);
      return 0;
    }
    if (script == null) {
      throw new BadRequest(
          "The command names no script.",
          "Name one, as in story.md; kinora film --new story.md writes one to start from.",
          "script");
    }
    Script read = Script.read(script);
    if (check) {
      try (Studio studio = Studio.open()) {
        List<Take> takes = studio.plan(read);
        if (output.json()) {
          session.print(tree(takes));
        } else {
          list(takes);
          OptionalDouble cost = studio.secondsToDraw(takes, folder());
          session.print(
              cost.isPresent()
                  ? "drawing takes about %.0f s more".formatted(cost.getAsDouble())
                  : "how long drawing takes is known when the first shot has been drawn");
        }
      }
      return 0;
    }
    make(session, request(read), output);
    if (sheet != null) {
      Sheets.moments(output.file(), read.shots().size(), sheet, output.force());
    }
    return 0;
  }

  private ScriptFilm request(Script read) {
    output.orNamed(read.name().replaceFirst("\\.[^.]*$", ""), session);
    if (shot != null && shot == 0) {
      throw new BadRequest("There is no shot 0.", "Shots are counted from 1.", "script");
    }
    return new ScriptFilm(
        read, shot == null ? 0 : shot, preview, redraw, folder(), output.output());
  }

  private Path folder() {
    return cache == null ? cache() : cache;
  }

  /// The cache folder of drawn shots, by the XDG Base Directory Specification.
  static Path cache() {
    String set = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path base = set.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(set);
    return base.resolve("kinora").resolve("shots");
  }

  /// Makes the film and reports the result.
  static void make(Session session, ScriptFilm film, OutputOptions output) {
    ScriptMade made;
    try (ProgressView progress = session.progress(output.quiet());
        Studio studio = Studio.open()) {
      made = studio.film(film, progress);
    }
    int all = made.drawn() + made.kept();
    if (output.json()) {
      ObjectNode tree = made.record().tree().put("file", output.file().toString());
      tree.put("size", made.size().toString()).put("rate", made.rate().toString());
      tree.put("seconds", made.seconds()).put("frames", made.frames());
      session.print(tree.put("drawn", made.drawn()).put("kept", made.kept()));
      return;
    }
    session.print(
        Making.summary(output.file(), made.size(), made.rate(), made.seconds(), made.frames()));
    session.print("%d of %d shots drawn, %d kept".formatted(made.drawn(), all, made.kept()));
  }

  private void list(List<Take> takes) {
    double at = 0;
    for (Take take : takes) {
      for (ScriptShot one : take.shots()) {
        session.print(
            "%d  %s  %s to %s  %s%s"
                .formatted(
                    one.number(),
                    one.title(),
                    seconds(at),
                    seconds(at + one.seconds()),
                    one.continues() ? "continues" : one.transition().toString(),
                    cast(one)));
        for (Caption caption : one.captions()) {
          session.print(
              "     > %s (%s to %s)"
                  .formatted(
                      caption.text(), seconds(at + caption.from()), seconds(at + caption.to())));
        }
        at += one.seconds();
      }
      session.print("     prompt: " + take.film().prompt());
      session.print("     understood: " + Making.list(take.understood()));
      session.print("     not understood: " + Making.list(take.notUnderstood()));
    }
    session.print(
        "%d shots, %s in all, less what transitions share"
            .formatted(takes.stream().mapToInt(take -> take.shots().size()).sum(), seconds(at)));
  }

  private static String cast(ScriptShot shot) {
    return shot.cast().isEmpty()
        ? ""
        : "  with " + String.join(", ", shot.cast().stream().map(member -> member.name()).toList());
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }

  private static ObjectNode tree(List<Take> takes) {
    ObjectNode tree = JsonMapper.shared().createObjectNode();
    var list = tree.putArray("shots");
    for (Take take : takes) {
      for (ScriptShot one : take.shots()) {
        ObjectNode entry = list.addObject();
        entry.put("number", one.number()).put("title", one.title()).put("line", one.line());
        entry.put("seconds", one.seconds()).put("continues", one.continues());
        entry.put("prompt", take.film().prompt()).put("seed", take.film().seed());
        var understood = entry.putArray("understood");
        take.understood().forEach(understood::add);
        var not = entry.putArray("notUnderstood");
        take.notUnderstood().forEach(not::add);
      }
    }
    return tree;
  }

  private void begin(Path file) {
    try (InputStream example =
        Objects.requireNonNull(FilmOfScript.class.getResourceAsStream("story.md"))) {
      Files.write(file, example.readAllBytes(), java.nio.file.StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new BadRequest(
          "The file \"" + file + "\" already exists.", "Name another one.", "output-file", e);
    } catch (IOException e) {
      throw new MediaFailure(
          "The file \"%s\" cannot be written: %s.".formatted(file, e.getMessage()),
          "Check the folder and its permissions.",
          "output-file",
          e);
    }
    session.print(file.toString());
  }
}
