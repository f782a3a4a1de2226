package io.kinora.training.own;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.house.net.Codec;
import io.kinora.house.picture.PictureFeatures;
import io.kinora.house.picture.PictureLook;
import io.kinora.house.picture.PictureNames;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.text.TextStage;
import io.kinora.training.pictures.CutDrawing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/// The training data of the layer that fuses pictures and words.
///
/// @param nouns keys, in the order of the layer's logits
/// @param known pictures for training
/// @param foreign pictures of the icon set that is excluded from training
record FusionLessons(
    List<String> nouns, List<Seen> known, List<Seen> foreign, Words english, Words chinese) {
  /// Sentence templates for a word.
  private static final List<String> ENGLISH =
      List.of("%s", "a %s moves to the right", "my %s at sunset");

  private static final List<String> CHINESE = List.of("%s", "一个%s向右移动", "这个%s在雪地里");

  private static final List<String> POINTED =
      List.of("it", "this", "it flies over the sea/it", "it runs/it", "this moves/this", "she/she");

  private static final List<String> CHINESE_POINTED =
      List.of("它", "这个", "它飞过大海/它", "它在跑/它", "这个在动/这个", "她/她");

  /// The rotations of a drawing, in radians: unchanged, and mirrored and rotated.
  private static final double[] TURNS = {0, .12};

  /// A picture.
  ///
  /// @param hand its icon set
  /// @param noun the index of its noun
  /// @param features its features from the feature network
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Seen(String hand, int noun, float[] features) {}

  /// The phrase vectors of one language.
  ///
  /// @param names of each noun
  /// @param kinds of each noun: "animal"
  /// @param pronouns "it"
  record Words(List<List<float[]>> names, List<List<float[]>> kinds, List<float[]> pronouns) {}

  Words words(boolean inEnglish) {
    return inEnglish ? english : chinese;
  }

  /// Encodes all names and extracts the features of all drawings, which takes minutes.
  ///
  /// @param nouns keys of the nouns to distinguish
  static FusionLessons of(
      List<CutDrawing> drawings, List<String> nouns, Consumer<String> listener) {
    var known = new ArrayList<Seen>();
    var foreign = new ArrayList<Seen>();
    try (Codec codec = Codec.bundled();
        PictureFeatures features = PictureFeatures.bundled();
        TextStage text = TextStage.open()) {
      listener.accept("encoding the names of %d nouns".formatted(nouns.size()));
      Words english = words(nouns, text, true);
      Words chinese = words(nouns, text, false);
      listener.accept("extracting features of %d drawings".formatted(drawings.size()));
      for (CutDrawing drawing : drawings) {
        int noun = nouns.indexOf(drawing.noun());
        if (noun < 0) {
          continue;
        }
        int turns = drawing.foreign() ? 1 : TURNS.length;
        for (int i = 0; i < turns; i++) {
          var look = PictureLook.of(frame(drawing, TURNS[i], i % 2 == 1), codec, true);
          (drawing.foreign() ? foreign : known)
              .add(new Seen(drawing.hand(), noun, features.of(look)));
        }
      }
      return new FusionLessons(nouns, known, foreign, english, chinese);
    }
  }

  private static Words words(List<String> nouns, TextStage text, boolean english) {
    var names = new ArrayList<List<float[]>>();
    var kinds = new ArrayList<List<float[]>>();
    List<String> around = english ? ENGLISH : CHINESE;
    Map<String, List<float[]>> byKind = new HashMap<>();
    Function<String, List<float[]>> vectors =
        word -> around.stream().map(form -> vector(text, form.formatted(word), word)).toList();
    for (String key : nouns) {
      Noun noun = Objects.requireNonNull(Nouns.named(key));
      var own = new ArrayList<float[]>();
      List<String> said =
          english ? noun.english().stream().map(Noun.Name::singular).toList() : noun.chinese();
      said.stream().limit(2).forEach(word -> own.addAll(vectors.apply(word)));
      names.add(own);
      kinds.add(
          byKind.computeIfAbsent(
              noun.category(),
              _ ->
                  Kinds.of(noun.category(), english).stream()
                      .map(vectors)
                      .flatMap(List::stream)
                      .toList()));
    }
    var pronouns = new ArrayList<float[]>();
    for (String form : english ? POINTED : CHINESE_POINTED) {
      String[] parts = form.split("/");
      pronouns.add(vector(text, parts[0], parts[parts.length - 1]));
    }
    return new Words(names, kinds, pronouns);
  }

  private static float[] vector(TextStage text, String sentence, String word) {
    return PictureNames.vector(text.understand(sentence), word);
  }

  /// The drawing rotated about its centre, and optionally mirrored.
  static Frame frame(CutDrawing drawing, double turn, boolean mirrored) {
    int side = CutDrawing.SIDE;
    var frame = new Frame(new FrameSize(side, side));
    double cos = Math.cos(turn), sin = Math.sin(turn);
    for (int i = 0; i < side * side; i++) {
      int row = i / side;
      double x = (i % side - side / 2.0 + .5) * (mirrored ? -1 : 1);
      double y = row - side / 2.0 + .5;
      int u = (int) Math.floor(cos * x - sin * y + side / 2.0);
      int v = (int) Math.floor(sin * x + cos * y + side / 2.0);
      boolean inside = u >= 0 && v >= 0 && u < side && v < side;
      frame.argb()[i] = inside ? plain(drawing.pixels()[v * side + u]) : 0;
    }
    return frame;
  }

  /// Converts a pixel from premultiplied to straight alpha.
  private static int plain(int argb) {
    int alpha = argb >>> 24;
    int rgb = 0;
    for (int shift = 16; shift >= 0 && alpha > 0; shift -= 8) {
      rgb = rgb << 8 | Math.min(255, ((argb >> shift & 255) * 255 + alpha / 2) / alpha);
    }
    return alpha << 24 | rgb;
  }
}
