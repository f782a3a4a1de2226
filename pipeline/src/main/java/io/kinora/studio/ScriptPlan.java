package io.kinora.studio;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.engine.Engine;
import io.kinora.engine.EngineOption;
import io.kinora.engine.EngineOption.Values;
import io.kinora.error.BadRequest;
import io.kinora.error.KinoraException;
import io.kinora.script.Member;
import io.kinora.script.Script;
import io.kinora.script.ScriptSettings;
import io.kinora.script.ScriptShot;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.SubjectPhrase;
import io.kinora.shot.Understanding;
import io.kinora.studio.Film.EngineChoice;
import io.kinora.studio.Film.Finish;
import io.kinora.style.StyleChoice;
import io.kinora.torch.Seeds;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Turns the shots of a script into requests for films, with cast, place, time and seed.
///
/// Place, time of day and weather carry over to shots that name none. Shots in the same place have
/// the same seed, and so the same layout; each cast member has its own seed, and so the same
/// appearance everywhere.
final class ScriptPlan {
  /// The maximum height of a preview, and its rate.
  private static final int PREVIEW_HEIGHT = 180, PREVIEW_RATE = 12;

  /// The default weather.
  private static final String USUAL = "clear";

  private final Script script;
  private final Engine engine;
  private final BiFunction<String, EngineOptions, Understanding> reader;
  private final boolean preview;
  private final Map<Member, SubjectPhrase> looks = new HashMap<>();
  private @Nullable String scene;
  private @Nullable String time;
  private @Nullable String weather;
  private @Nullable String sceneWords;
  private @Nullable String timeWords;
  private @Nullable String weatherWords;

  private ScriptPlan(
      Script script,
      Engine engine,
      BiFunction<String, EngineOptions, Understanding> reader,
      boolean preview) {
    this.script = script;
    this.engine = engine;
    this.reader = reader;
    this.preview = preview;
  }

  /// The takes of a script.
  ///
  /// @param reader understands a prompt for the engine with some settings
  static List<Take> of(
      Script script,
      Engine engine,
      BiFunction<String, EngineOptions, Understanding> reader,
      boolean preview) {
    return new ScriptPlan(script, engine, reader, preview).takes();
  }

  private List<Take> takes() {
    var takes = new ArrayList<Take>();
    List<ScriptShot> shots = script.shots();
    for (int i = 0; i < shots.size(); i++) {
      var group = new ArrayList<ScriptShot>(List.of(shots.get(i)));
      while (i + 1 < shots.size() && shots.get(i + 1).continues()) {
        group.add(shots.get(++i));
      }
      takes.add(take(group));
    }
    return takes;
  }

  private Take take(List<ScriptShot> group) {
    ScriptShot first = group.getFirst();
    if (group.size() > 1 && !engine.prolongs()) {
      throw refused(
          group.get(1),
          "The engine \"%s\" draws each shot separately and cannot continue one."
              .formatted(engine.card().name()),
          "Remove {continue}; a crossfade hides the cut.");
    }
    if (group.size() > 2) {
      throw refused(
          group.get(2),
          "A shot can be continued only once, and this would be the second time.",
          "Remove {continue} here, or tell it in the previous shot.");
    }
    try {
      return made(group, first);
    } catch (KinoraException e) {
      throw e.helpId().equals("script") ? e : refused(first, e.problem(), e.remedy());
    }
  }

  private Take made(List<ScriptShot> group, ScriptShot first) {
    EngineOptions options = withPictures(group);
    Understanding alone = reader.apply(first.prompt(), options);
    String prompt = carried(first.prompt(), alone);
    boolean chinese = alone.language().equals("zh");
    double seconds = group.stream().mapToDouble(ScriptShot::seconds).sum();
    if (group.size() > 1) {
      String next = group.getLast().prompt().replaceFirst("[.。]\\s*$", "");
      String then = chinese ? "，然后" : ", and then ";
      prompt =
          prompt.replaceFirst("[.。]\\s*$", "")
              + then
              + next.substring(0, 1).toLowerCase(Locale.ROOT)
              + next.substring(1);
      // the second action starts in the middle of the staged length
      options = options.with(Engine.STAGED, Double.toString(2 * first.seconds()));
    }
    Understanding said = reader.apply(prompt, options);
    remember(said);
    if (engine.keepsIndividuals()) {
      String individuals = individuals(first, said);
      options = individuals.isEmpty() ? options : options.with(Engine.INDIVIDUALS, individuals);
    }
    ScriptSettings settings = script.settings();
    Film film =
        new Film(
            prompt,
            new EngineChoice(engine.card().name(), options),
            seed(first),
            format(settings, seconds),
            Movement.AS_SAID.with(first.camera()),
            settings.style() == null
                ? Finish.NONE
                : Finish.NONE.in(StyleChoice.NONE), // the style applies to the whole film
            null);
    return new Take(group, film, said.understood(), said.notUnderstood());
  }

  private Format format(ScriptSettings settings, double seconds) {
    FrameSize size = settings.size();
    FrameRate rate = settings.rate();
    if (preview && size.height() > PREVIEW_HEIGHT) {
      int width = 2 * (int) Math.round(PREVIEW_HEIGHT * size.aspect() / 2);
      size = new FrameSize(Math.max(FrameSize.MIN_SIDE, width), PREVIEW_HEIGHT);
      rate = rate.perSecond() > PREVIEW_RATE ? FrameRate.parse("" + PREVIEW_RATE) : rate;
    }
    return new Format(size, rate, seconds);
  }

  /// The prompt with the place, the time and the weather of previous shots, if it names none.
  private String carried(String prompt, Understanding said) {
    var words = new ArrayList<String>();
    if (said.scene() == null && sceneWords != null) {
      words.add(sceneWords);
    }
    if (said.time() == null && timeWords != null) {
      words.add(timeWords);
    }
    if (said.weather() == null && weatherWords != null) {
      words.add(weatherWords);
    }
    if (words.isEmpty()) {
      return prompt;
    }
    String comma = said.language().equals("zh") ? "，" : ", ";
    return prompt.replaceFirst("[.。]\\s*$", "") + comma + String.join(comma, words);
  }

  private void remember(Understanding said) {
    if (said.scene() != null && !said.scene().equals(scene)) {
      scene = said.scene();
      sceneWords = words(said, scene);
    }
    if (said.time() != null && !said.time().equals(time)) {
      time = said.time();
      timeWords = words(said, time);
    }
    if (said.weather() != null && !said.weather().equals(weather)) {
      weather = said.weather();
      weatherWords = weather.equals(USUAL) ? null : words(said, weather);
    }
  }

  /// The words of the prompt that were mapped to `name`: `海边` in `海边 → beach`.
  private static String words(Understanding said, @Nullable String name) {
    for (String line : said.understood()) {
      int arrow = line.indexOf(" → ");
      if (arrow >= 0 && line.substring(arrow + 3).equals(name)) {
        return line.substring(0, arrow);
      }
    }
    return Objects.requireNonNull(name);
  }

  /// The seed of a shot: shots in the same place share it.
  private long seed(ScriptShot shot) {
    if (shot.seed() != null) {
      return shot.seed();
    }
    String place = shot.place() != null ? shot.place() : scene == null ? "" : scene;
    return mixed("place " + place);
  }

  private long mixed(String purpose) {
    return Seeds.random(script.settings().seed(), purpose).nextLong() >>> 32;
  }

  /// The settings of a take: those of the script, and the pictures of its cast. An engine that does
  /// not accept pictures of subjects gets their descriptions instead, and, if it can begin with a
  /// picture, that of the first member.
  private EngineOptions withPictures(List<ScriptShot> group) {
    EngineOptions options = script.settings().options();
    EngineOption image = subjectPictures();
    var free = new ArrayDeque<String>();
    if (image != null && image.values() instanceof Values.Picture(var parts, var named)) {
      parts.stream()
          .filter(part -> named.contains(part) && !part.matches("first|last"))
          .forEach(free::add);
      free.removeIf(part -> script.settings().options().get(image.key(part)).isPresent());
    }
    var members = new LinkedHashSet<Member>();
    group.forEach(shot -> members.addAll(shot.cast()));
    for (Member member : members) {
      Path picture = member.picture();
      if (picture == null) {
        continue;
      }
      if (image == null) {
        needWords(group.getFirst(), member);
        if (options.get(Engine.FIRST_PICTURE).isEmpty() && engine.takesFirstPicture(options)) {
          options = options.with(Engine.FIRST_PICTURE, picture.toString());
        }
        continue;
      }
      String part = free.poll();
      if (part == null) {
        throw refused(
            group.getFirst(),
            "More than four members of the cast are in one shot by pictures.",
            "Describe some of them in words, or cut the shot in two.");
      }
      options = options.with(image.key(part), picture.toString());
      if (!member.description().isEmpty()) {
        SubjectPhrase look = looks.computeIfAbsent(member, m -> look(group.getFirst(), m));
        options = options.with(image.nounKey(part), look.name());
      }
    }
    return options;
  }

  /// The setting for pictures of subjects; null if the engine has none.
  private @Nullable EngineOption subjectPictures() {
    return engine.card().options().stream()
        .filter(o -> o.values() instanceof Values.Picture(_, var named) && !named.isEmpty())
        .findFirst()
        .orElse(null);
  }

  private void needWords(ScriptShot shot, Member member) {
    if (member.description().isEmpty()) {
      throw refused(
          shot,
          "The engine \"%s\" accepts no picture of %s."
              .formatted(engine.card().name(), member.name()),
          "Add a description after the file, as in bo.png, a small brown dog.");
    }
  }

  /// The seeds of the prompt's subjects, from the members of the cast: `0=17 1=42`.
  private String individuals(ScriptShot shot, Understanding said) {
    var taken = new StringBuilder();
    var free = new ArrayList<>(said.subjects());
    for (Member member : shot.cast()) {
      if (member.picture() != null) {
        continue; // a picture determines the individual
      }
      SubjectPhrase look = looks.computeIfAbsent(member, m -> look(shot, m));
      int found = -1;
      for (int i = 0; i < free.size() && found < 0; i++) {
        SubjectPhrase subject = free.get(i);
        if (subject != null
            && subject.name().equals(look.name())
            && Objects.equals(subject.colour(), look.colour())) {
          found = i;
        }
      }
      if (found >= 0) {
        free.set(found, null);
        taken.append(taken.isEmpty() ? "" : " ").append(found).append('=');
        taken.append(mixed("member " + member.name()));
      }
    }
    return taken.toString();
  }

  private SubjectPhrase look(ScriptShot shot, Member member) {
    List<SubjectPhrase> subjects =
        reader.apply(member.description(), script.settings().options()).subjects();
    if (subjects.isEmpty()) {
      throw refused(
          shot,
          "%s, \"%s\", is not something that the engine can draw."
              .formatted(member.name(), member.description()),
          "Describe a person, an animal or a thing; kinora analyze shows what is understood.");
    }
    return subjects.getFirst();
  }

  private BadRequest refused(ScriptShot shot, String problem, String remedy) {
    return new BadRequest(
        "%s:%d:1: %s".formatted(script.name(), shot.line(), problem), remedy, "script");
  }
}
