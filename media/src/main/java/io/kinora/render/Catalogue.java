package io.kinora.render;

import io.kinora.error.BadRequest;
import io.kinora.error.EditDistance;
import io.kinora.render.caption.Typeface;
import io.kinora.render.colour.Corrections;
import io.kinora.render.colour.Lut;
import io.kinora.render.effect.Effects;
import io.kinora.render.operation.Entry;
import io.kinora.render.operation.Kind;
import io.kinora.render.operation.Operation;
import io.kinora.render.operation.Parameter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The catalogue of all operations on clips, by kind and name.
public final class Catalogue {
  /// The name of steps that take a file, tables and fonts: `lut file=warm.cube`.
  static final String FILE = "file";

  private static final Parameter.Words CUBE =
      new Parameter.Words("a .cube file of 17³ to 65³ points", "warm.cube");

  private static final Entry LUT =
      new Entry(
          Kind.LUT,
          FILE,
          CUBE,
          "a 3-D look-up table",
          text -> Lut.read(Effects.path("lut", CUBE.require("lut", text))).drawing());

  private static final Parameter.Words FONT_FILE =
      new Parameter.Words("a .ttf, .otf or .ttc file", "NotoNaskhArabic-Regular.ttf");

  private static final Entry FONT =
      new Entry(
          Kind.FONT,
          FILE,
          FONT_FILE,
          "a font for the words of texts, titles and subtitles",
          text -> {
            Path file = Effects.path("font", FONT_FILE.require("font", text));
            Object _ = Typeface.read(file); // rejects a bad file before any work is done
            return new Operation.Lettering(file);
          });

  private static final List<Entry> ENTRIES =
      Stream.of(
              Corrections.entries(),
              List.of(LUT),
              List.of(FONT),
              Filters.entries(),
              Effects.entries())
          .flatMap(List::stream)
          .toList();

  private Catalogue() {}

  /// All operations of a kind, in the order in which lists show them.
  public static List<Entry> of(Kind kind) {
    return ENTRIES.stream().filter(entry -> entry.kind() == kind).toList();
  }

  /// The operation of a name.
  ///
  /// @throws BadRequest if there is none; the message gives the nearest names
  static Entry find(Kind kind, String name) {
    return of(kind).stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(kind, name));
  }

  private static BadRequest unknown(Kind kind, String name) {
    List<String> names = of(kind).stream().map(Entry::name).toList();
    String near =
        names.stream()
            .sorted(Comparator.comparingInt(known -> EditDistance.between(name, known)))
            .limit(3)
            .collect(Collectors.joining(", "));
    return new BadRequest(
        "There is no %s named \"%s\".".formatted(kind.label(), Parameter.shown(name)),
        "The nearest names are: " + near + "; docs/render.md has all.",
        "look");
  }
}
