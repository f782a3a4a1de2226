package io.kinora.studio;

import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.house.net.HouseModel;
import io.kinora.house.picture.TaughtWord;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.shot.EngineOptions;
import io.kinora.write.Exporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words that a user taught the bundled model, each in a file of a folder.
///
/// @param folder created when the first word is taught
public record Words(Path folder) {
  private static final String WORDS = "words";

  /// A word.
  ///
  /// @param noun the noun that it resembles
  /// @param looks the number of pictures of it
  public record Taught(String name, String noun, int looks, Path file) {}

  /// The default folder.
  public static Path usual() {
    return Path.of(System.getProperty("user.home"), ".kinora", "words");
  }

  /// Learns a word from pictures.
  ///
  /// @param like the noun that it resembles; null means that it is guessed
  /// @param force replaces a word of that name, and allows a common word as a name
  /// @throws BadRequest if the name or a picture is unsuitable, or the word exists already
  public Taught teach(
      String name,
      List<Path> pictures,
      @Nullable String like,
      boolean force,
      Consumer<String> notes) {
    Path file = file(name);
    if (Files.exists(file) && !force) {
      throw new BadRequest(
          "The word \"%s\" exists already.".formatted(name),
          "Choose another name, or replace it by force.",
          "word");
    }
    try (HouseModel model = HouseModel.bundled()) {
      TaughtWord word = TaughtWord.of(name, pictures, like, force, model, notes);
      Files.createDirectories(folder);
      word.write(file);
      return taught(word, file);
    } catch (IOException e) {
      throw new MediaFailure(
          "The folder of words, %s, cannot be written to: %s.".formatted(folder, e.getMessage()),
          "Name another one.",
          "word",
          e);
    }
  }

  private static Taught taught(TaughtWord word, Path file) {
    return new Taught(word.name(), word.noun(), word.looks().size(), file);
  }

  private Path file(String name) {
    String safe = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{Nd}'-]", "_");
    return folder.resolve(safe + TaughtWord.ENDING);
  }

  /// All words of the folder.
  ///
  /// @throws BadRequest if a file is damaged
  public List<Taught> all() {
    var all = new ArrayList<Taught>();
    for (Path file : files()) {
      all.add(taught(TaughtWord.read(file), file));
    }
    return all;
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(TaughtWord.ENDING)).sorted().toList();
    } catch (IOException e) {
      throw new MediaFailure(
          "The folder of words, %s, cannot be read: %s.".formatted(folder, e.getMessage()),
          "Check its permissions.",
          "word",
          e);
    }
  }

  /// The files of words that a prompt names.
  public List<Path> namedIn(String prompt) {
    return files().stream()
        .filter(
            file ->
                names(prompt, String.valueOf(file.getFileName()).replace(TaughtWord.ENDING, "")))
        .toList();
  }

  /// Whether a prompt contains a word: ignoring case, and not as part of a longer Latin word.
  public static boolean names(String prompt, String name) {
    boolean latin = name.codePoints().noneMatch(Character::isIdeographic);
    String form = Pattern.quote(name.toLowerCase(Locale.ROOT));
    String around = latin ? "(?<![\\p{L}\\p{Nd}])" + form + "(?![\\p{L}\\p{Nd}])" : form;
    return Pattern.compile(around).matcher(prompt.toLowerCase(Locale.ROOT)).find();
  }

  /// Rejects a name that [#teach] would reject.
  ///
  /// @throws BadRequest if it is invalid, or a common word that is not forced
  public static void checkName(String name, boolean force) {
    TaughtWord.checkName(name, force);
  }

  /// The Chinese name of a noun; the noun itself if it has none.
  public static String chinese(String noun) {
    Noun known = Nouns.named(noun);
    return known == null || known.chinese().isEmpty() ? noun : known.chinese().getFirst();
  }

  /// Rejects a noun that [#teach] would reject.
  ///
  /// @throws BadRequest if there is no picture of it
  public static void checkLike(String noun) {
    TaughtWord.checkNoun(noun);
  }

  /// Removes a word.
  ///
  /// @throws BadRequest if there is none of that name
  public void remove(String name) {
    try {
      Files.delete(known(name));
    } catch (IOException e) {
      throw new MediaFailure(
          "The word \"%s\" cannot be removed: %s.".formatted(name, e.getMessage()),
          "Check the folder's permissions.",
          "word",
          e);
    }
  }

  /// Draws the looks of a word into a PNG file, which must not exist.
  public Path show(String name, Path out) {
    Exporter.checkPicture(out, false);
    Exporter.writePicture(TaughtWord.read(known(name)).sheet(), out, false);
    return out;
  }

  private Path known(String name) {
    Path file = file(name);
    if (!Files.isRegularFile(file)) {
      throw new BadRequest(
          "There is no word \"%s\" in %s.".formatted(name, folder),
          "kinora words lists the taught words.",
          "word");
    }
    return file;
  }

  /// Copies the words of a film to a folder beside it, `FILM.words`, so that it can be made again
  /// without the folder of words.
  ///
  /// @return the copies
  public static List<Path> bundle(EngineOptions options, Path film) {
    var copies = new ArrayList<Path>();
    Path folder = beside(film);
    for (Path file : named(options)) {
      try {
        Files.createDirectories(folder);
        Path copy = folder.resolve(String.valueOf(file.getFileName()));
        Path part = Files.createTempFile(folder, ".kinora-", ".part");
        Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, copy, StandardCopyOption.REPLACE_EXISTING);
        copies.add(copy);
      } catch (IOException e) {
        throw new MediaFailure(
            "The word %s could not be copied to %s: %s.".formatted(file, folder, e.getMessage()),
            "Check the folder and the free space.",
            "word",
            e);
      }
    }
    return copies;
  }

  /// The settings of a film with the present locations of its words: missing ones may be beside it.
  public static EngineOptions found(EngineOptions options, Path film) {
    var files = new ArrayList<String>();
    for (Path file : named(options)) {
      Path copy = beside(film).resolve(String.valueOf(file.getFileName()));
      boolean moved = !Files.isRegularFile(file) && Files.isRegularFile(copy);
      files.add((moved ? copy : file).toString());
    }
    return files.isEmpty() ? options : options.with(WORDS, String.join("\n", files));
  }

  private static List<Path> named(EngineOptions options) {
    return options.get(WORDS).orElse("").lines().map(Path::of).toList();
  }

  private static Path beside(Path film) {
    return film.resolveSibling(film.getFileName() + ".words");
  }
}
