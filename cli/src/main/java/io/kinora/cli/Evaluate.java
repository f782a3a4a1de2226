package io.kinora.cli;

import io.kinora.error.BadRequest;
import io.kinora.generate.house.HouseModel;
import io.kinora.training.evaluate.PainterEvaluation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `kinora evaluate`: how near the painters come to the world that they learned from.
@Command(
    name = "evaluate",
    description = "Compares painted layers with the world's own, given its latents.")
final class Evaluate implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--weights",
      paramLabel = "DIR",
      description = "A folder that kinora train has filled (default: the bundled model).")
  private @Nullable Path weights;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Layers per row of the table (default: ${DEFAULT-VALUE}).")
  private int samples = 256;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  Evaluate(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (samples < 1) {
      throw new BadRequest(
          "The number of samples is " + samples + ".", "Use at least one.", "training");
    }
    try (HouseModel model = model()) {
      var scores = PainterEvaluation.evaluate(model, samples);
      if (json) {
        ObjectNode report = JsonMapper.shared().createObjectNode();
        report.put("weights", model.sha256());
        var rows = report.putArray("painters");
        for (var score : scores) {
          ObjectNode row = rows.addObject();
          row.put("part", score.part()).put("split", score.split());
          row.put("samples", score.samples()).put("psnr", score.psnr());
          row.put("edgeEnergy", score.edgeEnergy());
        }
        session.print(report);
        return 0;
      }
      session.print("weights " + model.sha256());
      session.print("part     pairs    layers   PSNR dB   edge energy over truth");
      for (var score : scores) {
        session.print(
            String.format(
                Locale.ROOT,
                "%-8s %-8s %6d %9.2f %8.3f",
                score.part(),
                score.split(),
                score.samples(),
                score.psnr(),
                score.edgeEnergy()));
      }
      return 0;
    }
  }

  private HouseModel model() {
    if (weights == null) {
      return HouseModel.bundled();
    }
    return HouseModel.open(
        Files.isDirectory(weights) ? weights.resolve("house.safetensors") : weights);
  }
}
