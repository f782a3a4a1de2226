package io.kinora.training.own;

import static io.kinora.training.evaluate.Table.number;
import static io.kinora.training.evaluate.Table.text;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.house.HouseEngine;
import io.kinora.house.compose.Recolouring;
import io.kinora.house.net.Codec;
import io.kinora.house.net.HouseModel;
import io.kinora.house.picture.PictureFeatures;
import io.kinora.house.picture.PictureLook;
import io.kinora.house.picture.PictureNames;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.shot.Understanding;
import io.kinora.text.TextStage;
import io.kinora.training.evaluate.Table;
import io.kinora.training.pictures.CutDrawing;
import io.kinora.write.Exporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Evaluates films of users' pictures, with pictures of an icon set outside the training set: from
/// words alone, with the picture's code, and with its detail. It measures whether the film shows
/// the picture's thing, and whether that follows the prompt.
///
/// Films have a background of one colour, so that the thing can be extracted from their frames
/// again.
public final class PictureEvaluation {
  private static final int PICTURES = 100;
  private static final FrameSize SIZE = new FrameSize(512, 288);
  private static final Format FORMAT = new Format(SIZE, new FrameRate(1, 1), 3);
  private static final List<String> COLOURS = List.of("red", "yellow", "green", "blue", "purple");
  private static final List<String> CHINESE_COLOURS = List.of("红色", "黄色", "绿色", "蓝色", "紫色");
  private static final double[] HUES = {0, .145, .36, .595, .765};

  /// The maximum deviation from the requested hue, in turns.
  private static final double NEAR = .09;

  /// The side of pictures for pixel-wise comparison.
  private static final int COMPARED = 128;

  private final HouseModel model;
  private final Progress progress;
  private final List<CutDrawing> drawings;

  /// @param pictures the folder of pictures, with the icon set `foreign`
  /// @throws BadRequest if it has too few pictures of that set
  public PictureEvaluation(HouseModel model, Path pictures, Progress progress) {
    this.model = model;
    this.progress = progress;
    List<String> things = PictureNames.things();
    List<CutDrawing> all =
        CutDrawing.all(pictures).stream()
            .filter(d -> d.foreign() && things.contains(d.noun()))
            .toList();
    if (all.size() < PICTURES) {
      throw new BadRequest(
          "There are too few pictures of the icon set foreign in %s.".formatted(pictures),
          "docs/models/house.md says where they come from.",
          "pictures");
    }
    var chosen = new ArrayList<CutDrawing>();
    for (int i = 0; i < PICTURES; i++) {
      chosen.add(all.get(i * all.size() / PICTURES));
    }
    drawings = chosen;
  }

  /// The ways to draw the subject of a film.
  private enum Way {
    WORDS("words only"),
    COARSE("coarse"),
    FINE("coarse and fine");

    private final String label;

    Way(String label) {
      this.label = label;
    }
  }

  /// The features and pixels of a thing, from its picture or from a film.
  ///
  /// @param features from the feature network, for its identity
  /// @param pixels red, green, blue and alpha of its box
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Look(float[] features, float[] pixels) {}

  /// The tables of identity, of prompt following, and of the layer that fuses pictures and words.
  ///
  /// @throws io.kinora.error.Cancelled if `progress` stops the work
  public List<Table> run() {
    try (Codec codec = Codec.bundled();
        PictureFeatures features = PictureFeatures.bundled();
        TextStage text = TextStage.open()) {
      Path folder = Files.createTempDirectory("kinora-pictures");
      try {
        var filming = new Filming(new HouseEngine(model), text, folder);
        return List.of(ablation(filming, codec, features), fusion(codec, text));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new MediaFailure(
          "Pictures cannot be written to the folder of temporary files: %s."
              .formatted(e.getMessage()),
          "Free space there.",
          "output",
          e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private Table ablation(Filming filming, Codec codec, PictureFeatures features) {
    var truths = new ArrayList<Look>();
    for (CutDrawing drawing : drawings) {
      truths.add(look(FusionLessons.frame(drawing, 0, false), codec, features));
    }
    float[] mean = mean(truths);
    var table =
        Table.of("pictures", "Films with pictures of a hand that was never trained on")
            .column("way", "drawn by")
            .column("count", "pictures")
            .column("distance", "feature distance")
            .column("retrieved", "the right one of %d, %%".formatted(drawings.size()))
            .column("psnr", "PSNR dB")
            .column("noun", "noun obeyed, %")
            .column("side", "side obeyed, %")
            .column("colour", "colour obeyed, %");
    for (Way way : Way.values()) {
      double distance = 0, psnr = 0;
      int right = 0, noun = 0, side = 0, colour = 0, seen = 0;
      for (int i = 0; i < drawings.size(); i++) {
        progress.step(way.label, (double) i / drawings.size());
        Film plain = filming.film(drawings.get(i), i, way, false);
        noun += plain.noun ? 1 : 0;
        side += plain.side ? 1 : 0;
        colour += filming.film(drawings.get(i), i, way, true).colour ? 1 : 0;
        if (plain.cut != null) {
          Look drawn = look(plain.cut, codec, features);
          distance += 1 - cosine(drawn.features, truths.get(i).features, mean);
          psnr += psnr(drawn.pixels, truths.get(i).pixels);
          right += nearest(drawn, truths, mean) == i ? 1 : 0;
          seen++;
        }
      }
      double all = drawings.size() / 100.0;
      table.row(
          text(way.label),
          number(seen, 0),
          number(distance / seen, 3),
          number(right / all, 0),
          number(psnr / seen, 2),
          number(noun / all, 0),
          number(side / all, 0),
          number(colour / all, 0));
    }
    return table
        .note("Distance: 1 - cosine of mean-centred features; PSNR on a white background.")
        .note("Things are aligned by their bounds. Half of the prompts are Chinese.")
        .table();
  }

  private static Look look(Frame cut, Codec codec, PictureFeatures features) {
    var look = PictureLook.of(cut, codec, true);
    return new Look(features.of(look), Objects.requireNonNull(look.pixels(COMPARED)));
  }

  private static float[] mean(List<Look> looks) {
    float[] mean = new float[looks.getFirst().features.length];
    for (Look look : looks) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += look.features[i] / looks.size();
      }
    }
    return mean;
  }

  private static double cosine(float[] a, float[] b, float[] mean) {
    double both = 0, one = 0, other = 0;
    for (int i = 0; i < mean.length; i++) {
      double x = a[i] - mean[i], y = b[i] - mean[i];
      both += x * y;
      one += x * x;
      other += y * y;
    }
    return both / Math.sqrt(one * other);
  }

  private static int nearest(Look drawn, List<Look> truths, float[] mean) {
    int best = 0;
    double most = -2;
    for (int i = 0; i < truths.size(); i++) {
      double cosine = cosine(drawn.features, truths.get(i).features, mean);
      if (cosine > most) {
        most = cosine;
        best = i;
      }
    }
    return best;
  }

  private static double psnr(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i += 4) {
      for (int c = 0; c < 3; c++) {
        double off = a[i + c] - a[i + 3] - b[i + c] + b[i + 3]; // both composited on white
        sum += off * off / (a.length * .75);
      }
    }
    return -10 * Math.log10(Math.max(1e-9, sum));
  }

  /// The measured content of a film.
  ///
  /// @param cut the extracted thing; null if it is not visible
  private record Film(@Nullable Frame cut, boolean noun, boolean side, boolean colour) {}

  /// Makes films.
  private record Filming(HouseEngine engine, TextStage text, Path folder) {
    Film film(CutDrawing drawing, int number, Way way, boolean coloured) {
      Frame truth = FusionLessons.frame(drawing, 0, false);
      int key = KeyedThing.key(truth);
      EngineOptions options =
          EngineOptions.NONE.with("image-scene", ground(key).toString()).with("ground", "0.3");
      if (way != Way.WORDS) {
        Path picture = folder.resolve(drawing.noun() + ".png");
        Exporter.writePicture(truth, picture, true);
        options =
            options
                .with("image-subject", picture.toString())
                .with("image-detail", way == Way.FINE ? "fine" : "coarse");
      }
      boolean right = number % 4 < 2;
      int colour = number % COLOURS.size();
      Understanding said =
          text.understand(
              prompt(drawing.noun(), number % 2 == 0, right, coloured ? colour : -1),
              engine.vocabulary(options));
      var shot = new Shot(said, number, FORMAT, Movement.AS_SAID, options);
      boolean noun =
          engine.staged(shot).seen().stream().anyMatch(one -> one.noun().equals(drawing.noun()));
      try (Clip clip = engine.generate(shot, Progress.NONE)) {
        List<Frame> frames = clip.stream().map(frame -> KeyedThing.of(frame, key)).toList();
        double before = KeyedThing.middle(frames.getFirst());
        double after = KeyedThing.middle(frames.getLast());
        Frame cut = frames.get(1);
        boolean seen = !Double.isNaN(KeyedThing.middle(cut));
        return new Film(
            seen ? cut : null,
            noun,
            right ? after > before + .01 : after < before - .01,
            seen && hue(cut, HUES[colour]));
      }
    }

    /// A background of one colour.
    private Path ground(int key) {
      Path file = folder.resolve("%08x.png".formatted(key));
      if (!Files.exists(file)) {
        var frame = new Frame(SIZE);
        java.util.Arrays.fill(frame.argb(), key);
        Exporter.writePicture(frame, file, true);
      }
      return file;
    }

    private static String prompt(String key, boolean english, boolean right, int colour) {
      Noun noun = Objects.requireNonNull(Nouns.named(key));
      if (english) {
        String which = colour < 0 ? "" : COLOURS.get(colour) + " ";
        return "a %s%s moves to the %s"
            .formatted(which, noun.english().getFirst().singular(), right ? "right" : "left");
      }
      String which = colour < 0 ? "" : CHINESE_COLOURS.get(colour) + "的";
      return "一个%s%s向%s移动".formatted(which, noun.chinese().getFirst(), right ? "右" : "左");
    }

    private static boolean hue(Frame cut, double wanted) {
      double hue = Recolouring.dominant(cut.argb());
      double off = Math.abs(hue - wanted);
      return hue >= 0 && Math.min(off, 1 - off) < NEAR;
    }
  }

  /// The classification of pictures with several kinds of words.
  private Table fusion(Codec codec, TextStage text) {
    var table =
        Table.of("fusion", "Which noun a picture and the words for it are taken for")
            .column("words", "words")
            .column("picture", "the picture's, %")
            .column("word", "the word's, %");
    try (PictureNames names = PictureNames.bundled()) {
      var looks = new ArrayList<PictureLook>();
      drawings.forEach(
          d -> looks.add(PictureLook.of(FusionLessons.frame(d, 0, false), codec, true)));
      for (Said said : Said.values()) {
        int shown = 0, meant = 0;
        for (int i = 0; i < drawings.size(); i++) {
          String noun = drawings.get(i).noun();
          String other = drawings.get((i + drawings.size() / 2) % drawings.size()).noun();
          String word = said.word(noun, other);
          Understanding read = text.understand("a %s moves to the right".formatted(word));
          String found = names.of(looks.get(i), PictureNames.vector(read, word));
          shown += found.equals(noun) ? 1 : 0;
          meant += found.equals(said == Said.OTHER ? other : noun) ? 1 : 0;
        }
        double all = drawings.size() / 100.0;
        boolean named = said == Said.NAME || said == Said.OTHER;
        table.row(
            text(said.label), number(shown / all, 0), number(named ? meant / all : Double.NaN, 0));
      }
    }
    return table.table();
  }

  private enum Said {
    NOTHING("it"),
    KIND("its kind"),
    NAME("its name"),
    OTHER("another's name");

    private final String label;

    Said(String label) {
      this.label = label;
    }

    String word(String noun, String other) {
      Noun own = Objects.requireNonNull(Nouns.named(noun));
      return switch (this) {
        case NOTHING -> "it";
        case KIND -> Kinds.of(own.category(), true).getFirst();
        case NAME -> own.english().getFirst().singular();
        case OTHER -> Objects.requireNonNull(Nouns.named(other)).english().getFirst().singular();
      };
    }
  }
}
