package io.kinora.training.pictures;

import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.torch.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder of pictures: a subfolder for each icon set ("hand"), with a file for each thing, named
/// after it, such as `fluent/hot-dog.svg`.
///
/// The set `foreign` is excluded from training, as are the things named in `held-out.txt`, one per
/// line; without that file, one thing in sixteen, at most sixty, is held out at random with a fixed
/// seed.
///
/// @param seen pictures for training
/// @param heldOut held-out things of the icon sets in training
/// @param foreign pictures of the excluded icon set
public record PictureFolder(List<Picture> seen, List<Picture> heldOut, List<Picture> foreign) {
  /// The name of the icon set that is excluded from training.
  public static final String FOREIGN = "foreign";

  static final String HELD_OUT = "held-out.txt";
  private static final int MOST = 60, ONE_IN = 16;
  private static final long SEED = 20_261_128;
  private static final Pattern PICTURE = Pattern.compile(".+\\.(svg|png|jpg|jpeg)");

  public PictureFolder {
    seen = List.copyOf(seen);
    heldOut = List.copyOf(heldOut);
    foreign = List.copyOf(foreign);
  }

  /// Reads a folder.
  ///
  /// @throws BadRequest if there are no training pictures
  public static PictureFolder open(Path folder) {
    try {
      List<Path> files = files(folder);
      Set<String> held = heldOut(folder, files);
      List<Picture> all =
          files.parallelStream()
              .map(file -> new Picture(hand(file), noun(file), Drawing.read(file, Picture.SIDE)))
              .toList();
      var seen = new ArrayList<Picture>();
      var heldOut = new ArrayList<Picture>();
      var foreign = new ArrayList<Picture>();
      for (Picture picture : all) {
        if (picture.hand().equals(FOREIGN)) {
          foreign.add(picture);
        } else {
          (held.contains(picture.noun()) ? heldOut : seen).add(picture);
        }
      }
      if (seen.isEmpty()) {
        throw nothing(folder);
      }
      return new PictureFolder(seen, heldOut, foreign);
    } catch (IOException e) {
      throw new MediaFailure(
          "The pictures in %s cannot be read: %s.".formatted(folder, e.getMessage()),
          "Check the folder and its permissions.",
          "pictures",
          e);
    }
  }

  private static BadRequest nothing(Path folder) {
    return new BadRequest(
        "There are no pictures to train on in %s.".formatted(folder),
        "Name a folder with a subfolder of SVG or PNG files for each icon set.",
        "pictures");
  }

  static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw nothing(folder);
    }
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(file -> folder.relativize(file).getNameCount() == 2)
          .filter(file -> PICTURE.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  static String hand(Path file) {
    return file.getName(file.getNameCount() - 2).toString();
  }

  static String noun(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static Set<String> heldOut(Path folder, List<Path> files) throws IOException {
    Path list = folder.resolve(HELD_OUT);
    if (Files.exists(list)) {
      var held = new TreeSet<String>();
      Files.readAllLines(list).stream().map(String::strip).forEach(held::add);
      return held;
    }
    var nouns = new TreeSet<String>();
    files.stream().filter(f -> !hand(f).equals(FOREIGN)).forEach(f -> nouns.add(noun(f)));
    var shuffled = new ArrayList<>(nouns);
    Collections.shuffle(shuffled, Seeds.random(SEED, HELD_OUT));
    return new TreeSet<>(shuffled.subList(0, Math.min(MOST, shuffled.size() / ONE_IN)));
  }
}
