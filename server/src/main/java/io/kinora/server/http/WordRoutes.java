package io.kinora.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kinora.server.http.Bodies.Body;
import io.kinora.server.keys.ApiKey;
import io.kinora.server.keys.ApiKey.Scope;
import io.kinora.server.words.WordStore;
import io.kinora.studio.Words;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BiFunction;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The routes of the caller's own words, which were taught from pictures. They serve both API keys
/// and the studio page.
public final class WordRoutes {
  private final Services services;
  private final Teacher teacher;

  /// @param work a folder for temporary files
  public WordRoutes(Services services, Path work) {
    this.services = services;
    this.teacher = new Teacher(services, work);
  }

  /// Adds the routes under a path.
  ///
  /// @param picture the URL of a word's picture
  public void addTo(
      RoutesConfig routes, String path, BiFunction<Context, WordStore.Word, String> picture) {
    routes.get(path, ctx -> list(ctx, picture));
    routes.post(path, ctx -> teach(ctx, picture));
    routes.get(
        path + "/{id}",
        ctx -> {
          WordStore.Word word = find(ctx, Calls.key(ctx, Scope.READ));
          Calls.answer(ctx, 200, json(word, picture.apply(ctx, word)));
        });
    routes.get(path + "/{id}/picture", this::picture);
    routes.delete(path + "/{id}", this::delete);
  }

  private void list(Context ctx, BiFunction<Context, WordStore.Word, String> picture) {
    ApiKey key = Calls.key(ctx, Scope.READ);
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    var data = answer.putArray("data");
    for (WordStore.Word word : services.words().all(key.account())) {
      data.add(json(word, picture.apply(ctx, word)));
    }
    Calls.answer(ctx, 200, answer);
  }

  private void teach(Context ctx, BiFunction<Context, WordStore.Word, String> picture) {
    ApiKey key = Calls.key(ctx, Scope.CREATE);
    try (Body body = services.bodies().read(ctx)) {
      Teacher.Learned learned = teacher.learn(key, body.fields());
      WordStore.Word word = learned.word();
      services.audit().add(key, "teach", word.id(), ctx.ip());
      ObjectNode answer = json(word, picture.apply(ctx, word));
      var notes = answer.putArray("notes");
      learned.notes().forEach(notes::add);
      Calls.answer(ctx, 201, answer);
    }
  }

  private static ObjectNode json(WordStore.Word word, String picture) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    node.put("id", word.id()).put("name", word.name());
    node.put("like", word.noun().replace('-', ' '));
    node.put("likeChinese", Words.chinese(word.noun())).put("looks", word.looks());
    node.put("bytes", word.bytes());
    node.put("createdAt", Instant.ofEpochMilli(word.created()).toString());
    return node.put("picture", picture);
  }

  private WordStore.Word find(Context ctx, ApiKey key) {
    return services
        .words()
        .find(key.account(), Calls.id(ctx, "word"))
        .orElseThrow(() -> Problem.missing("word"));
  }

  private void picture(Context ctx) {
    WordStore.Word word = find(ctx, Calls.key(ctx, Scope.READ));
    FileAnswer.send(ctx, services.files(), word.picture(), "image/png");
  }

  private void delete(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.CREATE);
    String id = Calls.id(ctx, "word");
    if (!services.words().remove(key.account(), id)) {
      throw Problem.missing("word");
    }
    services.audit().add(key, "forget", id, ctx.ip());
    ctx.status(204);
  }
}
