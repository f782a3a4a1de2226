package io.kinora.training.own;

import static io.kinora.training.evaluate.Table.number;
import static io.kinora.training.evaluate.Table.text;

import io.kinora.clip.Frame;
import io.kinora.error.BadRequest;
import io.kinora.house.picture.CutOut;
import io.kinora.house.picture.CutOut.Guess;
import io.kinora.house.picture.PictureNames;
import io.kinora.house.picture.ThingMask;
import io.kinora.training.evaluate.Table;
import io.kinora.training.pictures.CutDrawing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Evaluates the segmentation of composed pictures with drawings of an icon set outside the
/// training set: by the mask net alone, and by GrabCut from the net's mask.
public final class MaskEvaluation {
  /// The number of pictures for each kind of background.
  private static final int EACH = 72;

  private static final int[][] SIZES = {{320, 240}, {240, 320}, {256, 256}};

  /// The sizes of further pictures, counted on their own, and their number for each background.
  private static final int[][] WIDE_SIZES = {{384, 216}, {216, 384}};

  private static final int WIDE_EACH = 12;

  private final ThingMask mask;
  private final List<CutDrawing> drawings;

  /// @param pictures the folder of pictures, with the icon set `foreign`
  /// @throws BadRequest if it has too few pictures of that set
  public MaskEvaluation(ThingMask mask, Path pictures) {
    this.mask = mask;
    List<String> things = PictureNames.things();
    drawings =
        CutDrawing.all(pictures).stream()
            .filter(drawing -> drawing.foreign() && things.contains(drawing.noun()))
            .toList();
    if (drawings.size() < EACH) {
      throw new BadRequest(
          "There are too few pictures of the icon set foreign in %s.".formatted(pictures),
          "docs/models/house.md says where they come from.",
          "pictures");
    }
  }

  private record Method(String name, Guess guess) {}

  private static final class Score {
    private double sum, least = 1, milliseconds;
    private int count, empty, said;
  }

  /// The table.
  public Table run() {
    List<Method> methods =
        List.of(
            new Method("net alone", decided(CutOut.guess(mask))),
            new Method("net and GrabCut", CutOut.guess(mask)));
    var table =
        Table.of("mask", "Things cut out of composed pictures of a hand that was never trained on")
            .column("method", "method")
            .column("ground", "ground")
            .column("count", "pictures")
            .column("iou", "mean IoU")
            .column("least", "worst")
            .column("nothing", "nothing found, %")
            .column("milliseconds", "ms");
    for (Method method : methods) {
      Score all = new Score();
      for (Ground ground : Ground.values()) {
        Score score = score(method, pictures(ground));
        row(table, method.name, ground.name().toLowerCase(java.util.Locale.ROOT), score);
        all.sum += score.sum;
        all.count += score.count;
        all.least = Math.min(all.least, score.least);
        all.empty += score.empty;
        all.said += score.said;
        all.milliseconds += score.milliseconds;
      }
      row(table, method.name, "all", all);
      Score wide = new Score();
      for (Ground ground : Ground.values()) {
        wide(ground).forEach(picture -> add(wide, method, picture));
      }
      row(table, method.name, "16:9 and 9:16", wide);
    }
    return table
        .note("Nothing found: measured on the same number of pictures without a thing.")
        .table();
  }

  private static void row(Table.Builder table, String method, String ground, Score score) {
    table.row(
        text(method),
        text(ground),
        number(score.count, 0),
        number(score.sum / score.count, 3),
        number(score.least, 3),
        number(100.0 * score.said / score.empty, 0),
        number(score.milliseconds / score.count, 0));
  }

  private static Score score(Method method, List<MaskTestPicture> pictures) {
    var score = new Score();
    pictures.forEach(picture -> add(score, method, picture));
    return score;
  }

  private static void add(Score score, Method method, MaskTestPicture picture) {
    ComposedPicture composed = picture.composed(true);
    Frame frame = composed.frame();
    long start = System.nanoTime();
    Frame cut = CutOut.of(frame, method.guess, _ -> {});
    score.milliseconds += (System.nanoTime() - start) / 1e6;
    double iou = iou(cut, composed.mask());
    score.sum += iou;
    score.least = Math.min(score.least, iou);
    score.count++;
    var notes = new ArrayList<String>();
    Frame _ = CutOut.of(picture.composed(false).frame(), method.guess, notes::add);
    score.empty++;
    score.said += notes.isEmpty() ? 0 : 1;
  }

  private List<MaskTestPicture> pictures(Ground ground) {
    return MaskTestPicture.of("test", drawings, ground, EACH, SIZES);
  }

  private List<MaskTestPicture> wide(Ground ground) {
    return MaskTestPicture.of("wide", drawings, ground, WIDE_EACH, WIDE_SIZES);
  }

  /// Intersection over union of the opaque pixels and the true mask.
  private static double iou(Frame cut, float[] mask) {
    int both = 0, either = 0;
    for (int i = 0; i < mask.length; i++) {
      boolean found = cut.argb()[i] >>> 24 > 127;
      boolean there = mask[i] > .5;
      both += found && there ? 1 : 0;
      either += found || there ? 1 : 0;
    }
    return both / (double) Math.max(1, either);
  }

  /// The same guess with certain labels only, so that GrabCut changes nothing.
  private static Guess decided(Guess guess) {
    return (picture, width, height) -> {
      byte[] labels = guess.of(picture, width, height);
      for (int i = 0; i < labels.length; i++) {
        labels[i] &= 1;
      }
      return labels;
    };
  }
}
