package io.kinora.cli;

import io.kinora.cli.service.CreditOptions;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import io.kinora.house.picture.PictureCast;
import io.kinora.server.Purchase;
import io.kinora.server.jobs.Operation;
import io.kinora.shot.Camera;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.SubjectMotion;
import io.kinora.studio.Batch;
import io.kinora.studio.Film;
import io.kinora.studio.Studio;
import io.kinora.studio.Words;
import io.kinora.write.Exporter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `kinora generate`: makes a video from a prompt.
@Command(
    name = "generate",
    description = "Makes a video from a sentence.",
    footer = {
      "",
      "Camera axes, each from -10 to 10: horizontal, vertical, zoom, roll, pan, tilt; truck, crane",
      "and dolly are synonyms of the first three. Without -o, the file is named after the prompt.",
      "For example: kinora generate \"a red bird over the sea\" -o bird.mp4 --camera zoom=2"
    })
final class Generate implements Callable<Integer> {
  /// The key of a picture that `--image FILE:style` gives.
  private static final String STYLE_PICTURE = "image-style";

  private final Session session;
  private final EngineFlags flags;

  @Mixin private final PromptArgument prompt = new PromptArgument();

  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "The engine that draws; kinora engines lists them (default: ${DEFAULT-VALUE}).")
  private String engine = Film.DEFAULT_ENGINE;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same frames (default: random).")
  private @Nullable Long seed;

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      converter = Kinora.Seconds.class,
      description = "Length, from 0.5 to 600, or as in 0:10 (default: ${DEFAULT-VALUE}).")
  private double seconds = Format.DEFAULT.seconds();

  @Option(
      names = "--fps",
      paramLabel = "RATE",
      description =
          "Frames per second, from 1 to 120, such as 24, 23.976 or 30000/1001"
              + " (default: ${DEFAULT-VALUE}).")
  private FrameRate rate = FrameRate.DEFAULT;

  @ArgGroup(exclusive = true)
  private final SizeOptions size = new SizeOptions();

  @Option(
      names = "--camera",
      paramLabel = "AXIS=V,…|static",
      description = "The camera's motion (default: as the prompt says).")
  private @Nullable Camera camera;

  @Option(
      names = "--parallax",
      paramLabel = "P",
      description =
          "From 0 (all planes move as one) to 1 (near planes move faster)"
              + " (default: ${DEFAULT-VALUE}).")
  private double parallax = Movement.DEFAULT_PARALLAX;

  @Option(
      names = "--motion-strength",
      paramLabel = "A",
      description =
          "How far subjects move: 0 not at all, 5 as the prompt says, 10 twice as far"
              + " (default: ${DEFAULT-VALUE}).")
  private double strength = SubjectMotion.AS_SAID.strength();

  @Option(
      names = "--motion-direction",
      paramLabel = "DEGREES",
      description = "Subjects' direction: 0 right, 90 up, 180 left (default: as the prompt says).")
  private @Nullable Double direction;

  @Option(
      names = "--prompts",
      paramLabel = "FILE",
      description =
          "Many films in one run, into the folder of -o: one prompt per line, or a CSV or JSONL file"
              + " with prompt, seed, duration, size, fps, camera, engine.")
  private @Nullable Path prompts;

  @Option(
      names = "--seeds",
      paramLabel = "A..B",
      description = "The same prompt with several seeds, into the folder of -o.")
  private @Nullable String seeds;

  @Option(
      names = "--keep-cutout",
      paramLabel = "FILE",
      description = "Writes the cut-out of the first picture of a thing, as a PNG.")
  private @Nullable Path cutOut;

  @Option(
      names = "--embed-words",
      description = "Copies the taught words of the film beside it, into FILM.words, for replay.")
  private boolean embedded;

  @Mixin private final LookOptions look = new LookOptions();

  @Mixin private final Stylize.StyleOptions style = new Stylize.StyleOptions();

  @Mixin private final CreditOptions credits = new CreditOptions();

  /// Either the size or the aspect ratio.
  static final class SizeOptions {
    @Option(
        names = "--size",
        paramLabel = "WxH",
        description =
            "Even numbers of pixels from 64 to 3840, or 720p, 1080p, 4k… (default: 768x432).")
    private @Nullable FrameSize size;

    @Option(
        names = "--ratio",
        paramLabel = "W:H",
        converter = RatioConverter.class,
        description =
            "A size of this aspect ratio with about as many pixels as 768x432; also widescreen, square,"
                + " vertical, cinema, classic.")
    private @Nullable FrameSize ofRatio;

    FrameSize chosen() {
      return size != null ? size : ofRatio != null ? ofRatio : FrameSize.DEFAULT;
    }
  }

  /// Reads `W:H`.
  static final class RatioConverter implements ITypeConverter<FrameSize> {
    @Override
    public FrameSize convert(String text) {
      return FrameSize.ofRatio(text);
    }
  }

  Generate(Session session, EngineFlags flags) {
    this.session = session;
    this.flags = flags;
  }

  private Movement movement() {
    return new Movement(camera, parallax, new SubjectMotion(strength, direction), look.regions());
  }

  @Override
  public Integer call() {
    boolean batch = prompts != null || seeds != null;
    if (prompts != null && (prompt.isGiven() || seeds != null)) {
      throw new BadRequest(
          "A list of prompts cannot be combined with a prompt or seeds.",
          "Put the prompt into the list, or leave the list out.",
          "prompt-list");
    }
    if (batch && credits.areGiven()) {
      throw new BadRequest(
          "Credits are charged for one film at a time.",
          "Leave out --prompts and --seeds, or send the films to a server.",
          "server-credits");
    }
    EngineOptions options = flags.of(engine);
    String painted = options.get(STYLE_PICTURE).orElse(null);
    Film film =
        Film.of(prompts == null ? prompt.text() : "")
            .engine(engine, taught(options.without(STYLE_PICTURE)))
            .finish(new Film.Finish(look.after(List.of()), style.choice(painted), look.audio()))
            .format(new Format(size.chosen(), rate, seconds))
            .movement(movement());
    if (seed != null) {
      film = film.seed(seed);
    }
    if (cutOut != null) {
      Exporter.checkPicture(cutOut, output.force());
      // the engine reports the notes later
      Frame cut = PictureCast.firstCut(flags.of(engine), _ -> {});
      Exporter.writePicture(cut, cutOut, output.force());
    }
    if (batch) {
      return many(film);
    }
    Film one = film;
    var paid = new Purchase.Item(Operation.TEXT_TO_VIDEO, engine, size.chosen(), seconds);
    var making = new Making(session, output.orNamed(film.prompt(), session));
    var _ = credits.pay(() -> paid, session.err()::println, () -> making.make(one));
    if (embedded) {
      Words.bundle(film.engine().options(), output.file())
          .forEach(f -> session.print("word: " + f));
    }
    return 0;
  }

  /// The options, with the words of the user's folder that the prompt names.
  private EngineOptions taught(EngineOptions options) {
    boolean takes = flags.takes(engine, "words") && options.get("words").isEmpty();
    List<Path> named =
        takes && prompt.isGiven() ? new Words(Words.usual()).namedIn(prompt.text()) : List.of();
    return named.isEmpty()
        ? options
        : options.with("words", String.join("\n", named.stream().map(Path::toString).toList()));
  }

  /// @return 2 if a film could not be made
  private int many(Film film) {
    Path folder = output.file();
    List<Batch.Line> lines = prompts == null ? ofSeeds(film) : Batch.read(prompts, film);
    Batch.Result result;
    try (ProgressView progress = session.progress(output.quiet());
        Studio studio = Studio.open()) {
      result = Batch.make(studio, lines, folder, progress);
    }
    result.failed().forEach(line -> session.err().println("kinora: " + line));
    session.print(
        "%s: %d films made, %d kept, %d failed; %s says what they are, %s shows them"
            .formatted(
                folder,
                result.made(),
                result.kept(),
                result.failed().size(),
                Batch.INDEX,
                Batch.SHEET));
    return result.failed().isEmpty() ? 0 : 2;
  }

  private List<Batch.Line> ofSeeds(Film film) {
    var range = Pattern.compile("(-?\\d{1,18})\\.\\.(-?\\d{1,18})").matcher(String.valueOf(seeds));
    if (!range.matches()) {
      throw new BadRequest(
          "\"" + seeds + "\" is not a range of seeds.", "Write it as in 1..9.", "prompt-list");
    }
    return Batch.seeds(film, Long.parseLong(range.group(1)), Long.parseLong(range.group(2)));
  }
}
