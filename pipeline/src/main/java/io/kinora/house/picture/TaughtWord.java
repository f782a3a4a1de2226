package io.kinora.house.picture;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Pictures;
import io.kinora.error.BadRequest;
import io.kinora.house.net.CodecGenerator;
import io.kinora.house.net.HouseModel;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// A word that a user taught: its appearance, from one or several pictures, and the noun whose
/// motion it has. It is stored in a safetensors file with the name and the noun in the metadata.
///
/// @param name in its spelling: `Bobby`
/// @param noun the key of the noun that it resembles
/// @param looks one for each picture
public record TaughtWord(String name, String noun, List<PictureLook> looks) {
  /// The file name extension of a word.
  public static final String ENDING = ".safetensors";

  /// The side of the stored pictures in pixels.
  private static final int KEPT = 512;

  private static final int MOST_LOOKS = 16;
  private static final String NAME = "kinora.word", NOUN = "kinora.like", LOOKS = "kinora.looks";
  private static final Pattern FORM =
      Pattern.compile("[\\p{L}\\p{M}][\\p{L}\\p{M}\\p{Nd}'-]{0,29}");

  public TaughtWord {
    looks = List.copyOf(looks);
  }

  /// Its name in the vocabulary.
  public String key() {
    return name.toLowerCase(Locale.ROOT);
  }

  /// Learns a word from pictures.
  ///
  /// @param like the noun that it resembles; null means that it is guessed from the first picture
  /// @param force whether a name may be a common word, too
  /// @throws BadRequest if the name is invalid or a common word, or a picture is unsuitable
  public static TaughtWord of(
      String name,
      List<Path> pictures,
      @Nullable String like,
      boolean force,
      HouseModel model,
      Consumer<String> notes) {
    checkName(name, force);
    if (pictures.isEmpty() || pictures.size() > MOST_LOOKS) {
      throw new BadRequest(
          "There are %d pictures of %s.".formatted(pictures.size(), name),
          "Name 1 to %d.".formatted(MOST_LOOKS),
          "picture");
    }
    var looks = new ArrayList<PictureLook>();
    for (Path file : pictures) {
      Frame cut = PictureCast.cut(Pictures.read(file, "word", notes), file, notes);
      looks.add(PictureLook.of(cut, model.codec(), true));
    }
    String noun =
        like == null ? PictureNames.nounOf(looks.getFirst()) : PictureNames.named(like).key();
    return new TaughtWord(name, noun, looks);
  }

  /// Rejects a noun that no word can resemble.
  ///
  /// @throws BadRequest if there is no such noun
  public static void checkNoun(String noun) {
    Noun _ = PictureNames.named(noun);
  }

  /// Rejects an invalid name.
  ///
  /// @throws BadRequest if it is invalid, or a common word that is not forced
  public static void checkName(String name, boolean force) {
    if (!FORM.matcher(name).matches()) {
      throw new BadRequest(
          "\"%s\" is not a valid name.".formatted(name.replaceAll("\\p{Cntrl}", "?")),
          "A name is one word of 1 to 30 letters and digits that begins with a letter.",
          "word");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    for (Noun noun : Nouns.all()) {
      boolean common =
          noun.chinese().contains(name)
              || noun.english().stream()
                  .anyMatch(n -> n.singular().equals(lower) || n.plural().equals(lower));
      if (common && !force) {
        throw new BadRequest(
            "\"%s\" is a common word: %s.".formatted(name, noun.key()),
            "Choose another name, or force it; then the word always means the picture.",
            "word");
      }
    }
  }

  /// Writes the word's file, which appears only when it is complete.
  public void write(Path file) {
    var tensors = new LinkedHashMap<String, Tensor>();
    TensorScope.run(
        () -> {
          for (int i = 0; i < looks.size(); i++) {
            PictureLook look = looks.get(i);
            int side = Math.min(KEPT, look.side());
            Tensor pixels = Tensors.of(look.kept(KEPT), side, side, 4);
            tensors.put("look%d.pixels".formatted(i), pixels);
            tensors.put("look%d.code".formatted(i), look.code().code());
            tensors.put("look%d.vector".formatted(i), look.code().vector());
          }
          // levels from 0 to 255 are exact in 16 bits
          SafeTensorsWriter.write(
              file,
              tensors,
              Map.of("format", "1", NAME, name, NOUN, noun, LOOKS, "" + looks.size()),
              DType.F16);
        });
  }

  /// Reads a word's file.
  ///
  /// @throws BadRequest if it is missing, damaged or not the file of a word
  public static TaughtWord read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadRequest(
          "The word \"" + file + "\" does not exist.",
          "kinora words lists the taught words.",
          "word");
    }
    try (SafeTensors kept = SafeTensors.open(file)) {
      String name = Objects.requireNonNullElse(kept.metadata().get(NAME), "");
      String noun = Objects.requireNonNullElse(kept.metadata().get(NOUN), "");
      int count = Integer.parseInt(kept.metadata().getOrDefault(LOOKS, "0"));
      boolean counted = count >= 1 && count <= MOST_LOOKS;
      if (!counted || !FORM.matcher(name).matches() || Nouns.named(noun) == null) {
        throw refused(file, "it says nothing of a word");
      }
      var looks = new ArrayList<PictureLook>();
      for (int i = 0; i < count; i++) {
        looks.add(look(kept, i, file));
      }
      return new TaughtWord(name, noun, looks);
    } catch (NumberFormatException e) {
      throw refused(file, "it says nothing of a word");
    }
  }

  private static PictureLook look(SafeTensors kept, int i, Path file) {
    var pixels = kept.entries().get("look%d.pixels".formatted(i));
    var code = kept.entries().get("look%d.code".formatted(i));
    var vector = kept.entries().get("look%d.vector".formatted(i));
    if (pixels == null || code == null || vector == null || pixels.shape().size() != 3) {
      throw refused(file, "look %d is not complete".formatted(i));
    }
    long side = pixels.shape().getFirst();
    long places = CodecGenerator.PLACES;
    boolean fits =
        side >= CodecGenerator.SIDE
            && side <= KEPT
            && pixels.shape().equals(List.of(side, side, 4L))
            && code.shape().equals(List.of(1L, (long) CodecGenerator.CHANNELS, places, places))
            && vector.shape().equals(List.of(1L, (long) CodecGenerator.VECTOR));
    if (!fits) {
      throw refused(file, "look %d has the wrong shape".formatted(i));
    }
    return PictureLook.of(
        (int) side,
        kept.floats("look%d.pixels".formatted(i)),
        kept.floats("look%d.code".formatted(i)),
        kept.floats("look%d.vector".formatted(i)));
  }

  private static BadRequest refused(Path file, String why) {
    return new BadRequest(
        "The file %s is not the file of a taught word: %s.".formatted(file, why),
        "Teach it again with kinora teach.",
        "word");
  }

  /// The looks side by side on white.
  public Frame sheet() {
    int cell = 256;
    var sheet = new Frame(new FrameSize(cell * looks.size(), cell));
    for (int i = 0; i < looks.size(); i++) {
      float[] pixels = Objects.requireNonNull(looks.get(i).pixels(cell));
      for (int k = 0; k < cell * cell; k++) {
        int argb = 0xff000000;
        for (int c = 0; c < 3; c++) {
          float level = pixels[4 * k + c] + 1 - pixels[4 * k + 3];
          argb |= Math.clamp(Math.round(level * 255), 0, 255) << (16 - 8 * c);
        }
        sheet.argb()[k / cell * sheet.width() + i * cell + k % cell] = argb;
      }
    }
    return sheet;
  }
}
