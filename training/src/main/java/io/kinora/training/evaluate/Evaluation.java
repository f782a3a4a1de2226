package io.kinora.training.evaluate;

import static io.kinora.training.evaluate.Table.number;
import static io.kinora.training.evaluate.Table.text;

import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.error.BadRequest;
import io.kinora.house.HouseEngine;
import io.kinora.house.net.HouseModel;
import io.kinora.house.net.Painter;
import io.kinora.text.TextStage;
import io.kinora.training.data.LayerSource.Split;
import io.kinora.training.world.DioramaClips;
import io.kinora.training.world.DioramaLayers;
import io.kinora.training.world.DioramaScenes;
import io.kinora.training.world.DioramaWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Evaluates a house model, with tables as the result.
public final class Evaluation {
  /// A seed far from those of training.
  private static final long SEED = 20_261_122;

  /// The number of descriptions with several clips, and the number of clips of each, to measure
  /// variety.
  private static final int VARIED = 12, VARIANTS = 4;

  private static final double TALL = 1 / 3.0;

  /// The size of an evaluation.
  ///
  /// @param samples number of layers, and of motion paths
  /// @param clips number of clips of each kind
  public record Size(int samples, int clips) {
    public Size {
      if (samples < 1) {
        throw new BadRequest(
            "The number of samples is " + samples + ".", "Use at least one.", "training");
      }
      if (clips < 8) {
        throw new BadRequest(
            "The number of clips is " + clips + ".", "Use at least eight.", "training");
      }
    }
  }

  private final HouseModel model;
  private final Supplier<Judges> open;
  private final Size size;
  private final Progress progress;

  /// @param judges opened only if a part needs them
  public Evaluation(HouseModel model, Supplier<Judges> judges, Size size, Progress progress) {
    this.model = model;
    this.open = judges;
    this.size = size;
    this.progress = progress;
  }

  /// Evaluates the parts one after another.
  ///
  /// @throws io.kinora.error.Cancelled if `progress` stops the work
  public List<Table> run(List<Part> parts) {
    var tables = new ArrayList<Table>();
    for (int i = 0; i < parts.size(); i++) {
      Progress now = progress.part((double) i / parts.size(), (i + 1.0) / parts.size());
      now.step(parts.get(i).toString(), 0);
      switch (parts.get(i)) {
        case PAINTERS -> {
          tables.add(painters());
          tables.add(subjects());
        }
        case MOTION -> tables.add(motion());
        case LOOKS -> tables.add(looks());
        case JUDGES -> tables.add(judges(now));
        case OBEDIENCE -> tables.add(obedience(now));
        case DISTANCE -> tables.add(distance(now));
        case VBENCH -> tables.addAll(new VbenchEvaluation(new HouseEngine(model)).run(now));
        case ABLATION, CODEC, RECOGNITION, STYLE, STYLE_SPEED, MASK, PICTURES ->
            throw new IllegalArgumentException(parts.get(i) + " is not of one house model");
      }
    }
    progress.step("done", 1);
    return tables;
  }

  /// The summary of a painter.
  ///
  /// @param psnr on word pairs of the training set, in decibels
  /// @param edgeEnergy of the same layers, relative to the ground truth
  /// @param frechet the Fréchet distance of its layers to true ones, relative to that between true
  ///     ones
  public record PainterSummary(double psnr, double edgeEnergy, double frechet) {}

  /// The summary of a model, for comparison with others.
  ///
  /// @param sprites the painter of sprites
  /// @param bands the painter of bands
  /// @param edgeWidth 10-90 % width of a subject a third of the frame high at 768×432, in pixels
  /// @param obedience the percentage of clips of English prompts that match the prompt, by property
  /// @param frechet the Fréchet distance to true clips, relative to that between two halves of the
  ///     true ones
  public record Summary(
      PainterSummary sprites,
      PainterSummary bands,
      double edgeWidth,
      Map<String, Double> obedience,
      double frechet) {
    public Summary {
      obedience = Map.copyOf(obedience);
    }
  }

  /// Computes the summary of the model.
  ///
  /// @throws io.kinora.error.Cancelled if `progress` stops the work
  public Summary summary() {
    double tall = FrameSize.DEFAULT.height() * TALL;
    double width = EdgeWidth.median(model, Math.min(200, size.samples()), tall);
    try (Judges judges = open.get();
        var engine = borrowed();
        var reader = TextStage.open()) {
      check(judges);
      var obedience = new Obedience(judges, new DioramaClips(), SEED);
      int half = size.clips();
      var made = obedience.engine(engine, reader, "en", Split.SEEN, half, progress.part(0, .6));
      var first = obedience.world(Split.SEEN, 0, half, progress.part(.6, .8)).features();
      var second = obedience.world(Split.SEEN, half, 2 * half, progress.part(.8, 1)).features();
      var percents = new LinkedHashMap<String, Double>();
      Scoreboard.ASKED.forEach(name -> percents.put(name, made.board().percent(name)));
      double ratio = Distances.frechet(made.features(), second) / Distances.frechet(first, second);
      return new Summary(
          summary(judges, "sprites", model.sprites(), DioramaLayers.sprites()),
          summary(judges, "bands", model.bands(), DioramaLayers.bands()),
          width,
          percents,
          ratio);
    }
  }

  private PainterSummary summary(
      Judges judges, String part, Painter painter, DioramaLayers source) {
    var score = PainterEvaluation.score(part, model, painter, source, Split.SEEN, size.samples());
    var distance = new LayerDistance(model, judges, size.samples());
    return new PainterSummary(score.psnr(), score.edgeEnergy(), distance.ratio(painter, source));
  }

  private Table painters() {
    var table =
        Table.of("painters", "Painted layers against the world's own, given its latents")
            .column("part", "part")
            .column("split", "pairs")
            .column("samples", "layers")
            .column("psnr", "PSNR dB")
            .column("edgeEnergy", "edge energy over truth");
    for (var score : PainterEvaluation.evaluate(model, size.samples())) {
      table.row(
          text(score.part()),
          text(score.split()),
          number(score.samples(), 0),
          number(score.psnr(), 2),
          number(score.edgeEnergy(), 3));
    }
    return table.table();
  }

  private Table subjects() {
    var table =
        Table.of("subjects", "PSNR of subjects, the worst first, and of all their layers")
            .column("subject", "subject")
            .column("samples", "layers")
            .column("psnr", "PSNR dB");
    double error = 0;
    int layers = 0;
    for (var score : PainterEvaluation.subjects(model, 4 * size.samples())) {
      table.row(text(score.subject()), number(score.samples(), 0), number(score.psnr(), 2));
      error += score.samples() * Math.pow(10, -score.psnr() / 10);
      layers += score.samples();
    }
    double all = -10 * Math.log10(error / layers);
    return table.row(text("all"), number(layers, 0), number(all, 2)).table();
  }

  private Table motion() {
    var table =
        Table.of("motion", "Paths against the world's: the temporal network and straight lines")
            .column("model", "model")
            .column("when", "when")
            .column("place", "place error, % of half the frame height")
            .column("turn", "turn error, degrees")
            .column("acceleration", "acceleration over truth");
    for (var row : MotionAblation.rows(model, new DioramaScenes(), size.samples())) {
      table.row(
          text(row.model()),
          text(row.when()),
          number(row.place(), 2),
          number(row.turn(), 2),
          number(row.acceleration(), 3));
    }
    table.note("Straight lines keep the network's positions and velocities, not its oscillation.");
    return table.table();
  }

  private Table looks() {
    var table =
        Table.of("looks", "Edges of a subject a third of the frame high, and flicker")
            .column("what", "what")
            .column("where", "where")
            .column("value", "value")
            .column("unit", "unit");
    for (var frame : List.of(FrameSize.DEFAULT, new FrameSize(1920, 1080))) {
      double width = EdgeWidth.median(model, Math.min(200, size.samples()), frame.height() * TALL);
      table.row(
          text("10-90 % edge width"), text(frame.toString()), number(width, 2), text("pixels"));
    }
    double levels = 0, still = 0;
    var scenes = model.config().vocabulary().scenes();
    try (var engine = borrowed();
        var reader = TextStage.open()) {
      for (int i = 0; i < scenes.size(); i++) {
        var said = reader.understand(scenes.get(i) + ", clear day", engine.vocabulary());
        var found = Flicker.of(engine, said, SEED + i, new FrameSize(384, 216));
        levels += found.levels() / scenes.size();
        still += 100 * found.still() / scenes.size();
      }
    }
    table.row(
        text("flicker of static parts"), text("384x216"), number(levels, 3), text("grey levels"));
    table.row(text("static parts"), text("384x216"), number(still, 1), text("% of pixels"));
    return table.table();
  }

  private Table judges(Progress now) {
    try (Judges judges = open.get()) {
      var obedience = new Obedience(judges, new DioramaClips(), SEED);
      var seen = obedience.world(Split.SEEN, 0, size.clips(), now);
      return scores("judges", "The judges on true clips that they never saw, % right")
          .row(row("true", "", seen, size.clips()))
          .note("most frequent mistakes: " + String.join("; ", seen.board().mistakes(5)))
          .note(judgedBy(judges))
          .table();
    }
  }

  private static String judgedBy(Judges judges) {
    return "judges " + judges.sha256().substring(0, 16);
  }

  private Table obedience(Progress now) {
    var table = scores("obedience", "Clips of random descriptions, % that show what they shall");
    try (Judges judges = open.get();
        var engine = borrowed();
        var reader = TextStage.open()) {
      check(judges);
      var obedience = new Obedience(judges, new DioramaClips(), SEED);
      int row = 0;
      for (String language : List.of("en", "zh")) {
        for (Split split : Split.values()) {
          Progress part = now.part(row / 4.0, (row + 1) / 4.0);
          int clips = split == Split.SEEN ? size.clips() : Math.max(8, size.clips() / 2);
          var found = obedience.engine(engine, reader, language, split, clips, part);
          String pairs = split == Split.SEEN ? "seen" : "unseen";
          table.row(row(language, pairs, found, clips));
          table.note(language + " " + pairs + ": " + String.join("; ", found.board().mistakes(5)));
          row++;
        }
      }
      table.note(judgedBy(judges));
    }
    return table.table();
  }

  /// Rejects judges that were trained on another world, because they do not know its words.
  private void check(Judges judges) {
    var words = JudgeWords.of(model.config().vocabulary());
    if (!judges.words().nouns().containsAll(words.nouns())
        || !judges.words().scenes().containsAll(words.scenes())
        || !judges.words().equals(JudgeWords.of(DioramaWords.vocabulary()))) {
      throw new BadRequest(
          "The judges were trained on another world than the one of this build.",
          "Train the part judges again; 15 minutes suffice.",
          "judges");
    }
  }

  private static Table.Builder scores(String key, String title) {
    var table =
        Table.of(key, title)
            .column("clips", "clips of")
            .column("pairs", "pairs")
            .column("count_of_clips", "clips");
    Scoreboard.ASKED.forEach(name -> table.column(name, name));
    return table.column("seconds_per_clip", "s per clip");
  }

  private static Table.Cell[] row(String what, String pairs, Obedience.Found found, int clips) {
    var cells = new ArrayList<Table.Cell>();
    cells.add(text(what));
    cells.add(text(pairs));
    cells.add(number(found.features().size(), 0));
    for (String name : Scoreboard.ASKED) {
      cells.add(number(found.board().percent(name), 1));
    }
    cells.add(number(found.seconds() / clips, 2));
    return cells.toArray(new Table.Cell[0]);
  }

  private Table distance(Progress now) {
    int half = size.clips() / 2;
    try (Judges judges = open.get();
        var engine = borrowed();
        var reader = TextStage.open()) {
      check(judges);
      var obedience = new Obedience(judges, new DioramaClips(), SEED);
      var first = obedience.world(Split.SEEN, 0, half, now.part(0, .2)).features();
      var second = obedience.world(Split.SEEN, half, 2 * half, now.part(.2, .4)).features();
      var made =
          obedience.engine(engine, reader, "en", Split.SEEN, half, now.part(.4, .8)).features();
      var variety = new Variety(judges, obedience, engine, reader, SEED);
      var varied = variety.of(VARIED, VARIANTS, now.part(.8, 1));
      double halves = Distances.frechet(first, second);
      double distance = Distances.frechet(made, second);
      var coverage = Distances.coverage(made, second);
      var best = Distances.coverage(first, second);
      return Table.of("distance", "The set of clips against true ones, on the judges' features")
          .column("what", "what")
          .column("made", "generated")
          .column("real", "another half of the true ones")
          .column("ratio", "ratio")
          .row(
              text("Fréchet distance on judge features"),
              number(distance, 3),
              number(halves, 3),
              number(distance / halves, 2))
          .row(
              text("precision, k = 3"),
              number(coverage.precision(), 3),
              number(best.precision(), 3),
              number(coverage.precision() / best.precision(), 2))
          .row(
              text("recall, k = 3"),
              number(coverage.recall(), 3),
              number(best.recall(), 3),
              number(coverage.recall() / best.recall(), 2))
          .row(
              text("diversity over seeds"),
              number(varied.made(), 3),
              number(varied.real(), 3),
              number(varied.made() / varied.real(), 2))
          .note("sets of " + half + " clips; " + judgedBy(judges))
          .table();
    }
  }

  /// An engine that does not own the model.
  private Borrowed borrowed() {
    return new Borrowed(new HouseEngine(model));
  }
}
