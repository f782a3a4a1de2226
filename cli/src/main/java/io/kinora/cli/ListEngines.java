package io.kinora.cli;

import io.kinora.engine.Engine;
import io.kinora.engine.EngineCard;
import io.kinora.shot.EngineOptions;
import io.kinora.studio.Engines;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `kinora engines`: lists the engines.
@Command(name = "engines", description = "Lists the engines that can draw.")
final class ListEngines implements Callable<Integer> {
  private final Session session;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  ListEngines(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ObjectNode list = JsonMapper.shared().createObjectNode();
    var cards = list.putArray("engines");
    for (EngineCard card : Engines.cards()) {
      try (Engine engine = Engines.named(card.name())) {
        String weights = card.needsWeights() ? "" : engine.weightsHash(EngineOptions.NONE);
        if (json) {
          ObjectNode entry = cards.addObject();
          entry.put("name", card.name()).put("summary", card.summary());
          entry.put("licence", card.licence()).put("weights", weights);
          entry.put("preferredSize", card.preferredSize().toString());
        } else {
          session.print(card.name() + ": " + card.summary());
          session.print("  licence " + card.licence() + ", made for " + card.preferredSize());
          session.print("  weights " + (weights.isEmpty() ? "of --weights DIR" : weights));
        }
      }
    }
    if (json) {
      session.print(list);
    }
    return 0;
  }
}
