package io.kinora.training.pictures;

import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.noun.Places;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Creates the folder of pictures that the bundled codec is trained on, from icon packages: one
/// file for each noun that both Kinora and the package know.
public final class PictureCollection {
  private PictureCollection() {}

  /// Writes `HAND/NOUN.svg` for every noun of every icon set ("hand"), this project's own drawings
  /// into `kinora`, and `held-out.txt`.
  ///
  /// @param packages the folders of unpacked packages, by the name of the icon set
  /// @return the number of pictures of each icon set
  public static SequencedMap<String, Integer> write(Map<String, Path> packages, Path folder) {
    var counts = new LinkedHashMap<String, Integer>();
    var open = new LinkedHashMap<String, IconPackage>();
    packages.forEach((hand, path) -> open.put(checked(hand), new IconPackage(path)));
    try {
      for (var entry : open.entrySet()) {
        Path hand = Files.createDirectories(folder.resolve(entry.getKey()));
        int count = 0;
        for (Noun noun : Nouns.all()) {
          var svg = entry.getValue().svg(noun.picture());
          if (svg.isPresent()) {
            Files.writeString(hand.resolve(noun.key() + ".svg"), svg.get());
            count++;
          }
        }
        counts.put(entry.getKey(), count);
      }
      counts.put(Noun.OWN, own(Files.createDirectories(folder.resolve(Noun.OWN))));
      try (InputStream list = resource("held-out.txt")) {
        Files.write(folder.resolve(PictureFolder.HELD_OUT), list.readAllBytes());
      }
    } catch (IOException e) {
      throw new MediaFailure(
          "The pictures cannot be written to %s: %s.".formatted(folder, e.getMessage()),
          "Check the folder, its permissions and the free space.",
          "output",
          e);
    }
    return counts;
  }

  private static String own(String key) {
    return Noun.OWN + "/" + key + ".svg";
  }

  /// Writes this project's own drawings: things, and coverings of walls and floors.
  private static int own(Path hand) throws IOException {
    var keys = new TreeSet<>(Places.surfaces());
    Nouns.all().stream()
        .filter(noun -> noun.own() || PictureCollection.class.getResource(own(noun.key())) != null)
        .map(Noun::key)
        .forEach(keys::add);
    for (String key : keys) {
      try (InputStream drawing = resource(own(key))) {
        Files.write(hand.resolve(key + ".svg"), drawing.readAllBytes());
      }
    }
    return keys.size();
  }

  /// The nouns whose second picture the codec reconstructs worst; only one code of each is kept.
  public static Set<String> oneHand() {
    try (InputStream list = resource("one-hand.txt")) {
      String text = new String(list.readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(PictureCollection.class.getResourceAsStream(name), name);
  }

  private static String checked(String hand) {
    if (!hand.matches("[a-z0-9-]+")) {
      throw new BadRequest(
          "The icon set \"" + hand + "\" cannot be the name of a folder.",
          "Use small letters, digits and hyphens, such as fluent.",
          "pictures");
    }
    return hand;
  }
}
