package io.kinora.server;

import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The log of the server: one line of JSON for each event, with the time, the event, and the job,
/// if there is one.
final class EventLog {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Clock clock;
  private final Consumer<String> lines;

  EventLog(Clock clock, Consumer<String> lines) {
    this.clock = clock;
    this.lines = lines;
  }

  /// Writes a line.
  void add(String event, Map<String, ?> facts) {
    ObjectNode line = JSON.createObjectNode();
    line.put("time", clock.instant().toString()).put("event", event);
    facts.forEach((name, value) -> line.putPOJO(name, value));
    lines.accept(JSON.writeValueAsString(line));
  }
}
