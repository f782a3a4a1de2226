package io.kinora.training.evaluate;

import static io.kinora.training.evaluate.Table.number;
import static io.kinora.training.evaluate.Table.text;

import io.kinora.clip.Progress;
import io.kinora.house.HouseEngine;
import io.kinora.house.staging.Staged;
import io.kinora.noun.Deeds;
import io.kinora.shot.Shot;
import io.kinora.text.TextStage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Evaluates VBench's prompts with the house engine: how many of them are staged correctly. It is
/// measured on the layers of the shot, not on the text.
public final class VbenchEvaluation {
  private static final Pattern SPATIAL =
      Pattern.compile("(.+) on the (left|right|top|bottom) of (.+), front view");
  private static final Pattern PAIR = Pattern.compile("(.+) and (.+)");
  private static final Pattern COLOURED = Pattern.compile("an? (\\w+) (.+)");

  /// A prompt list, and its criterion.
  private enum Bar {
    OBJECTS("object_class", "the one subject is the object itself"),
    SCENES("scene", "the place, or the thing that the scene is named after, is staged"),
    COLOURS("color", "the object itself, in the colour asked for"),
    PAIRS("multiple_objects", "both objects themselves"),
    SPATIAL(
        "spatial_relationship",
        "both, their boxes farther apart the way asked for than the other, at most half covered"),
    ACTIONS(
        "human_action",
        "somebody does what a row of actions.tsv shows; whether it is seen to be that is not looked"
            + " at");

    private final String list;
    private final String definition;

    Bar(String list, String definition) {
      this.list = list;
      this.definition = definition;
    }
  }

  /// Decides whether a human action is staged.
  public interface ActionJudge {
    /// @param prompt in English
    boolean shows(String prompt, Staged staged);
  }

  private final HouseEngine engine;
  private final ActionJudge actions;
  private final VbenchAnswers answers = new VbenchAnswers();

  /// @param actions decides which actions are shown
  public VbenchEvaluation(HouseEngine engine, ActionJudge actions) {
    this.engine = engine;
    this.actions = actions;
  }

  /// An evaluation with the default judge of actions, which the table's note describes.
  public VbenchEvaluation(HouseEngine engine) {
    this(engine, VbenchEvaluation::acts);
  }

  private static boolean acts(String prompt, Staged staged) {
    return staged.seen().stream()
        .anyMatch(seen -> seen.phrase() >= 0 && Deeds.named(seen.action()) != null);
  }

  /// Stages every prompt of every list.
  public List<Table> run(Progress progress) {
    Table.Builder table =
        Table.of("vbench", "VBench's prompts that are staged as they say")
            .column("list", "list")
            .column("language", "language")
            .column("prompts", "prompts")
            .column("shown", "shown");
    var notes = new ArrayList<String>();
    try (TextStage text = TextStage.open()) {
      for (Bar bar : Bar.values()) {
        PromptList list = PromptList.read(bar.list);
        notes.add(bar.list + ": " + bar.definition + ".");
        for (boolean chinese : new boolean[] {false, true}) {
          progress.step("vbench " + bar.list, (bar.ordinal() + (chinese ? .5 : 0)) / 6);
          var missed = new ArrayList<String>();
          for (int i = 0; i < list.english().size(); i++) {
            String said = (chinese ? list.chinese() : list.english()).get(i);
            Staged staged =
                engine.staged(new Shot(text.understand(said, engine.vocabulary()), i + 1L));
            if (!shown(bar, list.english().get(i), staged)) {
              missed.add(said);
            }
          }
          int count = list.english().size();
          table.row(
              text(bar.list),
              text(chinese ? "Chinese" : "English"),
              number(count, 0),
              number(count - missed.size(), 0));
          if (!missed.isEmpty()) {
            notes.add(
                "%s, %s, missed: %s"
                    .formatted(
                        bar.list, chinese ? "Chinese" : "English", String.join(", ", missed)));
          }
        }
      }
    }
    notes.forEach(table::note);
    return List.of(table.table());
  }

  private boolean shown(Bar bar, String prompt, Staged staged) {
    List<Staged.Seen> named = VbenchAnswers.named(staged);
    return switch (bar) {
      case OBJECTS -> {
        String object = VbenchAnswers.plain(prompt);
        yield !named.isEmpty() && named.stream().allMatch(seen -> answers.shows(seen, object));
      }
      case SCENES -> answers.isScene(staged, prompt);
      case COLOURS -> {
        Matcher match = matched(COLOURED, prompt);
        yield named.stream()
            .anyMatch(
                seen ->
                    answers.shows(seen, match.group(2)) && seen.colour().equals(match.group(1)));
      }
      case PAIRS -> {
        Matcher match = matched(PAIR, prompt);
        yield !pairs(named, match.group(1), match.group(2)).isEmpty();
      }
      case SPATIAL -> {
        Matcher match = matched(SPATIAL, prompt);
        yield pairs(named, match.group(1), match.group(3)).stream()
            .anyMatch(pair -> VbenchAnswers.related(pair.one, pair.other, match.group(2)));
      }
      case ACTIONS -> actions.shows(prompt, staged);
    };
  }

  private record Pair(Staged.Box one, Staged.Box other) {}

  private List<Pair> pairs(List<Staged.Seen> named, String one, String other) {
    var pairs = new ArrayList<Pair>();
    for (Staged.Seen first : named) {
      for (Staged.Seen second : named) {
        if (!first.equals(second)
            && answers.shows(first, VbenchAnswers.plain(one))
            && answers.shows(second, VbenchAnswers.plain(other))) {
          pairs.add(new Pair(first.box(), second.box()));
        }
      }
    }
    return pairs;
  }

  private static Matcher matched(Pattern pattern, String prompt) {
    Matcher matcher = pattern.matcher(prompt);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(prompt);
    }
    return matcher;
  }
}
