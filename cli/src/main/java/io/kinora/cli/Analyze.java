package io.kinora.cli;

import io.kinora.shot.Camera;
import io.kinora.shot.Relation;
import io.kinora.shot.SubjectPhrase;
import io.kinora.shot.Understanding;
import io.kinora.studio.Studio;
import io.kinora.text.UnderstandingJson;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `kinora analyze`: shows how a prompt is understood, without drawing anything.
@Command(name = "analyze", description = "Shows how a prompt is understood, without drawing it.")
final class Analyze implements Callable<Integer> {
  private final Session session;

  @Mixin private final PromptArgument prompt = new PromptArgument();

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  Analyze(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Understanding text;
    try (Studio studio = Studio.open()) {
      text = studio.understand(prompt.text());
    }
    if (json) {
      session.print(UnderstandingJson.of(text));
    } else {
      tell(text);
    }
    return 0;
  }

  private void tell(Understanding text) {
    session.print("language: " + text.language());
    session.print("tokens: " + String.join(" ", text.tokens()));
    session.print(
        "keywords: "
            + text.keywords().stream()
                .map(word -> word.text() + String.format(Locale.ROOT, " %.2f", word.score()))
                .collect(Collectors.joining(", ")));
    for (SubjectPhrase subject : text.subjects()) {
      session.print("subject: " + phrase(subject, text.subjects()));
    }
    session.print("scene: " + orNothing(text.scene()));
    session.print("time: " + orNothing(text.time()));
    session.print("weather: " + orNothing(text.weather()));
    session.print("camera: " + (text.camera() == null ? "-" : axes(text.camera())));
    session.print(
        String.format(
            Locale.ROOT,
            "vector: %d numbers, norm %.3f",
            text.vector().dimension(),
            text.vector().norm()));
    session.print("understood: " + Making.list(text.understood()));
    session.print("not understood: " + Making.list(text.notUnderstood()));
  }

  /// A subject in words, for example `2 big red bird fly fast left, above the sailboat, then land`.
  private static String phrase(SubjectPhrase subject, List<SubjectPhrase> all) {
    String count = subject.count() > 1 ? String.valueOf(subject.count()) : null;
    String noun = words(count, subject.size(), subject.colour(), subject.name());
    String deed = words(subject.action(), subject.speed(), subject.direction());
    Relation relation = subject.relation();
    String place =
        relation == null
            ? ""
            : ", %s the %s".formatted(relation.where().label(), all.get(relation.other()).name());
    SubjectPhrase.Sequel next = subject.sequel();
    String then =
        next == null ? "" : ", then " + words(next.action(), next.speed(), next.direction());
    return words(noun, deed.isEmpty() ? null : deed) + place + then;
  }

  private static String words(@Nullable String... words) {
    return Stream.of(words).filter(Objects::nonNull).collect(Collectors.joining(" "));
  }

  private static String axes(Camera camera) {
    String axes =
        Arrays.stream(Camera.Axis.values())
            .filter(axis -> camera.get(axis) != 0)
            .map(axis -> axis.label() + "=" + camera.get(axis))
            .collect(Collectors.joining(","));
    return axes.isEmpty() ? "static" : axes;
  }

  private static String orNothing(@Nullable String name) {
    return name == null ? "-" : name;
  }
}
