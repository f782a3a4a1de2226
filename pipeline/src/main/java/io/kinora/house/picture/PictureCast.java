package io.kinora.house.picture;

import io.kinora.clip.Frame;
import io.kinora.clip.Pictures;
import io.kinora.engine.Vocabulary;
import io.kinora.error.BadRequest;
import io.kinora.house.compose.PicturePainter;
import io.kinora.house.net.HouseModel;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Relation;
import io.kinora.shot.Shot;
import io.kinora.shot.SubjectPhrase;
import io.kinora.shot.Understanding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Assigns pictures to the subjects of a shot: to the subject that the picture's noun names;
/// otherwise to the one of a pronoun; otherwise, in order, to those without another picture.
public final class PictureCast {
  /// The vocabulary's name of a subject that only a picture shows.
  public static final String PICTURED = "pictured";

  /// Pronouns for it, and words that only point at another word.
  private static final List<String> POINTING =
      List.of("it", "this", "he", "she", "thing", "object", "它", "他", "她", "这个", "动物", "东西", "物体");

  private static final Set<String> SHOWING = Set.of("this", "这个");

  private final Shot shot;
  private final Map<Integer, Integer> rows;
  private final EndFrames ends;
  private final int acting;

  private PictureCast(Shot shot, Map<Integer, Integer> rows, EndFrames ends, int acting) {
    this.shot = shot;
    this.rows = rows;
    this.ends = ends;
    this.acting = acting;
  }

  /// The first and last pictures of the shot.
  public EndFrames ends() {
    return ends;
  }

  /// The index of the subject in those pictures, or -1.
  public int acting() {
    return acting;
  }

  /// The shot with its subjects renamed after the pictures' nouns.
  public Shot shot() {
    return shot;
  }

  /// The painter's rows of subjects from pictures, by the subjects' indices.
  public Map<Integer, Integer> rows() {
    return rows;
  }

  /// Whether a shot has pictures of subjects.
  public static boolean isIn(EngineOptions options) {
    return hasPictures(options)
        || EndFrames.areIn(options)
        || options.get(HousePictures.WORDS.name()).isPresent();
  }

  private static boolean hasPictures(EngineOptions options) {
    return HousePictures.SUBJECTS.stream()
        .anyMatch(part -> options.get(HousePictures.IMAGE.key(part)).isPresent());
  }

  private static List<TaughtWord> words(EngineOptions options) {
    return options
        .get(HousePictures.WORDS.name())
        .orElse("")
        .lines()
        .map(Path::of)
        .map(TaughtWord::read)
        .toList();
  }

  /// A shot without pictures.
  public static PictureCast none(Shot shot) {
    return new PictureCast(shot, Map.of(), EndFrames.NONE, -1);
  }

  /// The vocabulary with pronouns for the thing in a picture, and with taught words.
  public static Vocabulary with(Vocabulary known, EngineOptions options) {
    var subjects = new ArrayList<>(known.subjects());
    var synonyms = new HashMap<>(known.synonyms());
    if (hasPictures(options) || EndFrames.areIn(options)) {
      subjects.add(PICTURED);
      synonyms.put(PICTURED, POINTING);
    }
    for (TaughtWord word : words(options)) {
      subjects.add(word.key());
    }
    return new Vocabulary(
        subjects,
        known.colours(),
        known.scenes(),
        known.times(),
        known.weathers(),
        known.actions(),
        synonyms);
  }

  /// Reads the pictures and assigns them to subjects.
  ///
  /// @param painter receives the things in the pictures
  /// @throws BadRequest if a picture cannot be read, or a noun is unknown
  public static PictureCast of(
      Shot shot, HouseModel model, PicturePainter painter, Consumer<String> notes) {
    var subjects = new ArrayList<>(shot.text().subjects());
    leaveOut(subjects, Map.of(), s -> points(s, shot.text().subjects()));
    var rows = new HashMap<Integer, Integer>();
    for (TaughtWord word : words(shot.options())) {
      int look = Math.floorMod(shot.seed(), word.looks().size());
      for (int i = 0; i < subjects.size(); i++) {
        if (subjects.get(i).name().equals(word.key())) {
          subjects.set(i, subjects.get(i).named(word.noun()));
          rows.put(i, painter.add(word.looks().get(look)));
        }
      }
    }
    for (String part : HousePictures.SUBJECTS) {
      String file = shot.options().get(HousePictures.IMAGE.key(part)).orElse("");
      if (file.isEmpty()) {
        continue;
      }
      Frame cut = cut(shot.options(), part, Path.of(file), notes);
      boolean fine = !shot.options().get(HousePictures.DETAIL.name()).orElse("").equals("coarse");
      var look = PictureLook.of(cut, model.codec(), fine);
      int phrase = cast(subjects, rows, look, shot, part, notes);
      rows.put(phrase, painter.add(look));
    }
    EndFrames ends = EndFrames.of(shot, notes);
    SegmentedPicture pictured = ends.acting();
    int acting = -1;
    if (pictured != null && pictured.thing() != null) {
      String part = ends.first() != null ? HousePictures.FIRST : HousePictures.LAST;
      if (!named(shot, part).isEmpty() || subjects.size() > rows.size()) {
        var look = PictureLook.of(pictured.thing().matte(), model.codec(), true);
        acting = cast(subjects, rows, look, shot, part, notes);
        rows.put(acting, painter.add(look));
      }
    }
    // a pronoun without a remaining picture has no meaning
    int row = acting < 0 ? -1 : rows.get(acting);
    Map<Integer, Integer> kept = leaveOut(subjects, rows, s -> s.name().equals(PICTURED));
    int plays = -1;
    for (var one : kept.entrySet()) {
      plays = one.getValue() == row ? one.getKey() : plays;
    }
    return new PictureCast(with(shot, subjects), kept, ends, plays);
  }

  /// The noun of a role's picture in the settings; empty if there is none.
  private static String named(Shot shot, String part) {
    return shot.options().get(HousePictures.IMAGE.nounKey(part)).orElse("");
  }

  /// Finds the subject of a picture, and renames it after the picture's noun.
  ///
  /// @return its index
  private static int cast(
      List<SubjectPhrase> subjects,
      Map<Integer, Integer> rows,
      PictureLook look,
      Shot shot,
      String part,
      Consumer<String> notes) {
    String named = named(shot, part);
    Noun noun = named.isEmpty() ? null : PictureNames.named(named);
    int phrase = phrase(subjects, rows, noun);
    if (noun == null) {
      String said = phrase < subjects.size() ? subjects.get(phrase).word() : "";
      Noun called = PictureNames.called(said);
      noun = called == null ? meant(look, shot.text(), said) : called;
      if (called == null) {
        notes.accept(
            "%s is recognised as a %s; to change this, write :%s=NOUN after the file"
                .formatted(
                    Path.of(shot.options().get(HousePictures.IMAGE.key(part)).orElse(""))
                        .getFileName(),
                    noun.key().replace('-', ' '),
                    part));
      }
    }
    if (phrase == subjects.size()) {
      subjects.add(new SubjectPhrase(noun.key(), noun.key(), null, null, null, null, 1));
    } else {
      subjects.set(phrase, subjects.get(phrase).named(noun.key()));
    }
    return phrase;
  }

  /// The noun that follows from the picture and the words for it.
  private static Noun meant(PictureLook look, Understanding text, String word) {
    try (PictureNames names = PictureNames.bundled()) {
      String key = names.of(look, PictureNames.vector(text, word));
      return Objects.requireNonNull(Nouns.named(key));
    }
  }

  /// The cut-out of the first picture of a thing in the settings: of a subject, otherwise of the
  /// first or the last frame.
  ///
  /// @throws BadRequest if there is none
  public static Frame firstCut(EngineOptions options, Consumer<String> notes) {
    String masked = EndFrames.masked(options);
    for (String part : HousePictures.THINGS) {
      String file = options.get(HousePictures.IMAGE.key(part)).orElse("");
      if (!file.isEmpty()) {
        String mask = options.get(HousePictures.MASK.name()).orElse("");
        Frame picture = Pictures.read(Path.of(file), part, notes);
        return !mask.isEmpty() && part.equals(masked)
            ? seen(CutOut.of(picture, Pictures.read(Path.of(mask), "mask", notes)), Path.of(file))
            : cut(picture, Path.of(file), notes);
      }
    }
    throw new BadRequest(
        "There is no picture of a thing that could be cut out.",
        "Name one, as in dog.png for the subject.",
        "picture");
  }

  private static Frame cut(EngineOptions options, String part, Path file, Consumer<String> notes) {
    Frame picture = Pictures.read(file, part, notes);
    String mask = options.get(HousePictures.MASK.name()).orElse("");
    boolean masked = !mask.isEmpty() && part.equals(HousePictures.SUBJECTS.getFirst());
    return masked
        ? seen(CutOut.of(picture, Pictures.read(Path.of(mask), "mask", notes)), file)
        : cut(picture, file, notes);
  }

  /// The thing in a picture.
  static Frame cut(Frame picture, Path file, Consumer<String> notes) {
    return seen(CutOut.of(picture, line -> notes.accept(file.getFileName() + ": " + line)), file);
  }

  private static Frame seen(Frame cut, Path file) {
    boolean seen = false;
    for (int argb : cut.argb()) {
      seen |= argb >>> 24 > 100;
    }
    if (!seen) {
      throw new BadRequest(
          "The picture \"%s\" is completely transparent.".formatted(file),
          "Name another picture, or another mask.",
          "picture");
    }
    return cut;
  }

  /// The index of the subject of a picture; one after the last if it is a new one.
  private static int phrase(
      List<SubjectPhrase> subjects, Map<Integer, Integer> rows, @Nullable Noun noun) {
    int pronoun = -1;
    int free = -1;
    for (int i = 0; i < subjects.size(); i++) {
      if (rows.containsKey(i)) {
        continue;
      }
      if (noun != null && subjects.get(i).name().equals(noun.key())) {
        return i;
      }
      pronoun = pronoun < 0 && subjects.get(i).name().equals(PICTURED) ? i : pronoun;
      free = free < 0 ? i : free;
    }
    return pronoun >= 0 ? pronoun : free >= 0 && noun == null ? free : subjects.size();
  }

  /// Whether a pronoun has no meaning of its own beside other subjects: "this dog", "make it snow".
  private static boolean points(SubjectPhrase phrase, List<SubjectPhrase> all) {
    boolean shows = SHOWING.contains(phrase.word());
    boolean others =
        all.stream().anyMatch(s -> !s.name().equals(PICTURED) || !SHOWING.contains(s.word()));
    boolean named = all.stream().anyMatch(s -> !s.name().equals(PICTURED));
    boolean idle = named && phrase.action() == null;
    return phrase.name().equals(PICTURED) && (shows ? others : idle);
  }

  /// Removes subjects from a list, in place; relations to them are removed, too.
  ///
  /// @param rows by indices in the list
  /// @return the same by the new indices
  private static Map<Integer, Integer> leaveOut(
      List<SubjectPhrase> subjects, Map<Integer, Integer> rows, Predicate<SubjectPhrase> which) {
    int[] numbers = new int[subjects.size()];
    int left = 0;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = which.test(subjects.get(i)) ? -1 : left++;
    }
    var moved = new HashMap<Integer, Integer>();
    rows.forEach((number, row) -> moved.put(numbers[number], row));
    subjects.removeIf(which);
    subjects.replaceAll(
        s -> {
          Relation relation = s.relation();
          int other = relation == null ? -1 : numbers[relation.other()];
          return s.related(relation == null || other < 0 ? null : relation.to(other));
        });
    return moved;
  }

  private static Shot with(Shot shot, List<SubjectPhrase> named) {
    Understanding t = shot.text();
    var text =
        new Understanding(
            t.prompt(),
            t.language(),
            t.tokens(),
            t.keywords(),
            named,
            t.scene(),
            t.time(),
            t.weather(),
            t.camera(),
            t.understood(),
            t.notUnderstood(),
            t.tokenVectors(),
            t.vector());
    return new Shot(text, shot.seed(), shot.format(), shot.movement(), shot.options());
  }

  /// The picture of the place, if the shot has one.
  public static @Nullable Frame scene(EngineOptions options, Consumer<String> notes) {
    String file = options.get(HousePictures.IMAGE.key(HousePictures.SCENE)).orElse("");
    return file.isEmpty() ? null : Pictures.read(Path.of(file), HousePictures.SCENE, notes);
  }
}
