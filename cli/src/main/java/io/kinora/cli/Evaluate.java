package io.kinora.cli;

import io.kinora.error.BadRequest;
import io.kinora.house.net.Codec;
import io.kinora.house.net.HouseModel;
import io.kinora.house.net.PictureCodes;
import io.kinora.house.picture.ThingMask;
import io.kinora.training.LatentEvaluation;
import io.kinora.training.LossAblation;
import io.kinora.training.evaluate.CodecEvaluation;
import io.kinora.training.evaluate.Evaluation;
import io.kinora.training.evaluate.Judges;
import io.kinora.training.evaluate.Part;
import io.kinora.training.evaluate.PromptSheet;
import io.kinora.training.evaluate.Table;
import io.kinora.training.own.MaskEvaluation;
import io.kinora.training.own.PictureEvaluation;
import io.kinora.training.pictures.PictureFolder;
import io.kinora.training.style.StyleEvaluation;
import io.kinora.training.style.StyleSheet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `kinora evaluate`: measures how closely a model reproduces its training data, and whether its
/// clips show what their prompts say.
@Command(
    name = "evaluate",
    description = "Measures a house model: its layers, motion, looks, and prompt adherence.",
    footer = {
      "",
      "Parts: painters, motion, looks, judges, obedience (prompt adherence), distance (Fréchet",
      "distance of clips). The last three make clips and take long; --clips 50 gives an estimate.",
      "vbench counts the prompts of VBench whose content is staged. The other parts run on their",
      "own. ablation trains four variants of the painters from the checkpoints in --weights and",
      "compares them. codec compares reconstructions of the picture codec with the pictures in",
      "--pictures, recognition measures the accuracy of a classifier on them. style measures the",
      "temporal stability, strength and speed of the bundled styles, style-speed only the speed.",
      "mask measures how well things are cut out of pictures, pictures how films show them, both",
      "on the icon set foreign in --pictures."
    })
final class Evaluate implements Callable<Integer> {
  private static final int GAP = 2;

  private final Session session;

  @Option(
      names = "--weights",
      paramLabel = "DIR",
      description = "A folder written by kinora train (default: the bundled model).")
  private @Nullable Path weights;

  @Option(
      names = "--judges",
      paramLabel = "FILE",
      description = "Judges written by kinora train (default: the bundled ones).")
  private @Nullable Path judges;

  @Option(
      names = "--part",
      paramLabel = "PART",
      split = ",",
      description =
          "Only these parts (default: all but ablation, codec, recognition, vbench, style, mask,"
              + " pictures).")
  private List<Part> parts = List.of();

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Layers per row of the table (default: ${DEFAULT-VALUE}).")
  private int samples = 256;

  @Option(
      names = "--clips",
      paramLabel = "N",
      description = "Clips per row of the table (default: ${DEFAULT-VALUE}).")
  private int clips = 1000;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of each variant of the ablation (default: ${DEFAULT-VALUE}).")
  private long steps = 300;

  @Option(
      names = "--pictures",
      paramLabel = "PICTURES",
      description = "The folder of pictures for the parts codec, recognition, mask and pictures.")
  private @Nullable Path pictures;

  @Option(
      names = "--videos",
      paramLabel = "FILE",
      split = ",",
      description = "Videos for the part style, besides clips of the bundled model.")
  private List<Path> videos = List.of();

  @Option(
      names = "--style-sheet",
      paramLabel = "PNG",
      description = "The part style draws every style into this picture instead of measuring.")
  private @Nullable Path styleSheet;

  @ArgGroup(exclusive = false)
  private @Nullable SheetOptions sheet;

  /// Options for a contact sheet to look at instead of tables.
  static final class SheetOptions {
    @Option(
        names = "--prompts",
        required = true,
        paramLabel = "FILE",
        description = "Draws a strip of frames for each line of FILE instead of measuring ...")
    private Path prompts = Path.of("");

    @Option(
        names = "--sheet",
        required = true,
        paramLabel = "PNG",
        description = "... into this picture.")
    private Path picture = Path.of("");
  }

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  Evaluate(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var size = new Evaluation.Size(samples, clips);
    if (parts.contains(Part.ABLATION)) {
      return ablation(size);
    }
    if (parts.contains(Part.CODEC)) {
      return codec();
    }
    if (parts.contains(Part.RECOGNITION)) {
      return recognition();
    }
    if (parts.contains(Part.MASK) || parts.contains(Part.PICTURES)) {
      return ownPictures();
    }
    if (parts.contains(Part.STYLE) || parts.contains(Part.STYLE_SPEED)) {
      return style();
    }
    SheetOptions drawn = sheet;
    try (HouseModel model = model();
        ProgressView progress = session.progress(json)) {
      if (drawn != null) {
        PromptSheet.write(model, PromptSheet.read(drawn.prompts), drawn.picture, progress);
        return 0;
      }
      var evaluation = new Evaluation(model, this::judges, size, progress);
      List<Table> tables = evaluation.run(parts.isEmpty() ? Part.ofModel() : parts);
      tell(model.sha256(), tables);
    }
    return 0;
  }

  private int codec() {
    Path folder = weights;
    Path truth = pictures;
    if (truth == null || parts.size() > 1) {
      throw new BadRequest(
          "The part codec must run alone, with a folder of pictures.",
          "Write --part codec --pictures DIR; kinora pictures makes such a folder.",
          "pictures");
    }
    try (Codec codec =
            folder == null ? Codec.bundled() : Codec.open(folder.resolve("codec.safetensors"));
        PictureCodes codes =
            folder == null
                ? PictureCodes.bundled()
                : PictureCodes.open(folder.resolve("codes.safetensors"))) {
      tell(codec.sha256(), new CodecEvaluation(codec, codes, PictureFolder.open(truth)).run());
    }
    return 0;
  }

  private int recognition() {
    Path folder = weights;
    Path truth = pictures;
    if (folder == null || truth == null || parts.size() > 1) {
      throw new BadRequest(
          "The part recognition must run alone, with a trained classifier.",
          "Write --part recognition --pictures DIR --weights RUN, where kinora train --part"
              + " classifier --pictures DIR wrote RUN.",
          "pictures");
    }
    try (var evaluation = new LatentEvaluation(folder, PictureFolder.open(truth))) {
      print(List.of(evaluation.run()));
    }
    return 0;
  }

  private int ownPictures() {
    Path folder = weights;
    Path from = pictures;
    if (from == null || parts.size() > 1) {
      throw new BadRequest(
          "The parts mask and pictures must run alone, with a folder of pictures.",
          "Write --part mask or --part pictures, and --pictures DIR; kinora pictures makes such a"
              + " folder.",
          "pictures");
    }
    if (parts.contains(Part.PICTURES)) {
      try (HouseModel model = model();
          ProgressView progress = session.progress(json)) {
        print(new PictureEvaluation(model, from, progress).run());
      }
      return 0;
    }
    try (ThingMask mask =
        folder == null ? ThingMask.bundled() : ThingMask.open(folder.resolve("mask.safetensors"))) {
      print(List.of(new MaskEvaluation(mask, from).run()));
    }
    return 0;
  }

  private int style() {
    if (parts.size() > 1) {
      throw new BadRequest(
          "The part style must run alone.", "Write only --part style.", "training");
    }
    Optional<Path> folder = Optional.ofNullable(weights);
    try (ProgressView progress = session.progress(json)) {
      if (styleSheet != null) {
        StyleSheet.write(
            folder.map(dir -> dir.resolve("style.safetensors")), videos, styleSheet, progress);
        return 0;
      }
      try (var evaluation = new StyleEvaluation(folder, videos, progress)) {
        boolean whole = parts.contains(Part.STYLE);
        List<Table> tables = whole ? evaluation.run() : List.of(evaluation.speed());
        print(tables);
      }
    }
    return 0;
  }

  private int ablation(Evaluation.Size size) {
    Path folder = weights;
    if (folder == null || !Files.isDirectory(folder) || parts.size() > 1) {
      throw new BadRequest(
          "The part ablation must run alone, with the checkpoints of a training folder.",
          "Write --part ablation --weights DIR, with a DIR written by kinora train.",
          "training");
    }
    if (steps < 1) {
      throw new BadRequest(
          "The number of steps is " + steps + ".", "Use at least one.", "training");
    }
    try (ProgressView progress = session.progress(json)) {
      int threads = Runtime.getRuntime().availableProcessors();
      Table table = new LossAblation(folder, steps).run(this::judges, size, threads, progress);
      print(List.of(table));
    }
    return 0;
  }

  private void print(List<Table> tables) {
    if (json) {
      session.print(tree(tables));
    } else {
      tables.forEach(this::tell);
    }
  }

  private void tell(String sha256, List<Table> tables) {
    if (json) {
      session.print(tree(tables).put("weights", sha256));
    } else {
      session.print("weights " + sha256);
      tables.forEach(this::tell);
    }
  }

  private static ObjectNode tree(List<Table> tables) {
    ObjectNode report = JsonMapper.shared().createObjectNode();
    for (Table table : tables) {
      var rows = report.putArray(table.key());
      for (List<Table.Cell> cells : table.rows()) {
        ObjectNode row = rows.addObject();
        for (int i = 0; i < cells.size(); i++) {
          String key = table.columns().get(i).key();
          switch (cells.get(i)) {
            case Table.Text(String text) -> row.put(key, text);
            case Table.Figure(double value, int _) when Double.isFinite(value) ->
                row.put(key, value);
            case Table.Figure _ -> row.putNull(key);
          }
        }
      }
    }
    return report;
  }

  private void tell(Table table) {
    session.print("");
    session.print(table.title());
    int[] widths = new int[table.columns().size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = table.columns().get(i).heading().length();
      for (List<Table.Cell> row : table.rows()) {
        widths[i] = Math.max(widths[i], text(row.get(i)).length());
      }
    }
    var heading = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      boolean word = table.rows().isEmpty() || table.rows().getFirst().get(i) instanceof Table.Text;
      append(heading, table.columns().get(i).heading(), widths[i], word);
    }
    session.print(heading.toString().stripTrailing());
    for (List<Table.Cell> row : table.rows()) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        append(line, text(row.get(i)), widths[i], row.get(i) instanceof Table.Text);
      }
      session.print(line.toString().stripTrailing());
    }
    table.notes().forEach(session::print);
  }

  /// Appends a cell: text is left-aligned, numbers are right-aligned.
  private static void append(StringBuilder line, String text, int width, boolean left) {
    String blanks = " ".repeat(width - text.length());
    line.append(left ? text + blanks : blanks + text).append(" ".repeat(GAP));
  }

  private static String text(Table.Cell cell) {
    return switch (cell) {
      case Table.Text(String text) -> text;
      case Table.Figure(double value, int decimals) ->
          Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "-";
    };
  }

  private HouseModel model() {
    if (weights == null) {
      return HouseModel.bundled();
    }
    return HouseModel.open(
        Files.isDirectory(weights) ? weights.resolve("house.safetensors") : weights);
  }

  private Judges judges() {
    return judges == null ? Judges.bundled() : Judges.open(judges);
  }
}
