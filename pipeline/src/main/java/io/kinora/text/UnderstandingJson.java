package io.kinora.text;

import io.kinora.shot.Camera;
import io.kinora.shot.Relation;
import io.kinora.shot.SubjectPhrase;
import io.kinora.shot.Understanding;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Converts an understanding to JSON: `prompt`, `language`, `tokens`, `keywords`, `subjects`,
/// `scene`, `time`, `weather`, `camera`, `understood`, `notUnderstood`, `vector`; null where the
/// prompt says nothing. `camera` holds the axes that are not 0, so a static one is `{}`.
public final class UnderstandingJson {
  private static final JsonMapper JSON = new JsonMapper();

  private UnderstandingJson() {}

  public static ObjectNode of(Understanding text) {
    ObjectNode root = JSON.createObjectNode();
    root.put("prompt", text.prompt());
    root.put("language", text.language());
    var tokens = root.putArray("tokens");
    text.tokens().forEach(tokens::add);
    var keywords = root.putArray("keywords");
    for (var keyword : text.keywords()) {
      keywords.addObject().put("text", keyword.text()).put("score", rounded(keyword.score()));
    }
    var subjects = root.putArray("subjects");
    text.subjects().forEach(subject -> put(subjects.addObject(), subject));
    root.put("scene", text.scene());
    root.put("time", text.time());
    root.put("weather", text.weather());
    putCamera(root, text.camera());
    var understood = root.putArray("understood");
    text.understood().forEach(understood::add);
    var notUnderstood = root.putArray("notUnderstood");
    text.notUnderstood().forEach(notUnderstood::add);
    var vector = root.putObject("vector");
    vector.put("dimension", text.vector().dimension());
    vector.put("norm", text.vector().norm());
    var values = vector.putArray("values");
    for (float value : text.vector().values()) {
      values.add(value);
    }
    return root;
  }

  private static void put(ObjectNode node, SubjectPhrase subject) {
    node.put("name", subject.name());
    node.put("colour", subject.colour());
    node.put("action", subject.action());
    node.put("direction", subject.direction());
    node.put("count", subject.count());
    node.put("speed", subject.speed());
    node.put("size", subject.size());
    Relation relation = subject.relation();
    if (relation != null) {
      node.putObject("relation")
          .put("where", relation.where().label())
          .put("subject", relation.other());
    }
    SubjectPhrase.Sequel sequel = subject.sequel();
    if (sequel != null) {
      node.putObject("then")
          .put("action", sequel.action())
          .put("direction", sequel.direction())
          .put("speed", sequel.speed());
    }
    node.put("word", subject.word());
  }

  private static void putCamera(ObjectNode root, @Nullable Camera camera) {
    if (camera == null) {
      root.putNull("camera");
      return;
    }
    ObjectNode axes = root.putObject("camera");
    for (Camera.Axis axis : Camera.Axis.values()) {
      if (camera.get(axis) != 0) {
        axes.put(axis.label(), camera.get(axis));
      }
    }
  }

  private static double rounded(double score) {
    return Math.round(score * 1e4) / 1e4;
  }
}
