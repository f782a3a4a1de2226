package io.kinora.training.evaluate;

import static io.kinora.training.evaluate.Table.number;
import static io.kinora.training.evaluate.Table.text;

import io.kinora.house.net.Codec;
import io.kinora.house.net.CodecEncoder;
import io.kinora.house.net.CodecGenerator;
import io.kinora.house.net.PictureCodes;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Torch;
import io.kinora.training.pictures.Picture;
import io.kinora.training.pictures.PictureFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/// Compares the picture codec's output with the original pictures: those that it was trained on,
/// those held out, those of an icon set that it never saw, and, decoded from the stored codes, all
/// of them.
public final class CodecEvaluation {
  private static final int TIMED = 20, WARM_UP = 5;

  private final Codec codec;
  private final PictureCodes codes;
  private final PictureFolder pictures;

  public CodecEvaluation(Codec codec, PictureCodes codes, PictureFolder pictures) {
    this.codec = codec;
    this.codes = codes;
    this.pictures = pictures;
  }

  /// The tables of accuracy and of cost.
  public List<Table> run() {
    return List.of(accuracy(), cost());
  }

  private Table accuracy() {
    var table =
        Table.of("codec", "Pictures painted again, against the pictures themselves")
            .column("pictures", "pictures")
            .column("hand", "hand")
            .column("by", "code by")
            .column("count", "count")
            .column("psnr", "PSNR dB")
            .column("edges", "edge energy");
    row(table, "seen", "all", pictures.seen());
    byHand(pictures.seen()).forEach((hand, some) -> row(table, "seen", hand, some));
    row(table, "held out", "all", pictures.heldOut());
    byHand(pictures.heldOut()).forEach((hand, some) -> row(table, "held out", hand, some));
    row(table, "foreign", PictureFolder.FOREIGN, pictures.foreign());
    Set<String> heldOut = new HashSet<>();
    pictures.heldOut().forEach(picture -> heldOut.add(picture.noun()));
    List<Picture> kept = kept();
    kept(table, "seen", kept.stream().filter(p -> !heldOut.contains(p.noun())).toList());
    kept(table, "held out", kept.stream().filter(p -> heldOut.contains(p.noun())).toList());
    byHand(kept).forEach((hand, some) -> keptRow(table, "all", hand, some));
    return table
        .note(
            "PSNR over all premultiplied RGBA values at 128×128; edge energy relative to the truth.")
        .table();
  }

  private static Map<String, List<Picture>> byHand(List<Picture> all) {
    var hands = new TreeMap<String, List<Picture>>();
    all.forEach(p -> hands.computeIfAbsent(p.hand(), _ -> new ArrayList<>()).add(p));
    return hands;
  }

  private void row(Table.Builder table, String split, String hand, List<Picture> some) {
    add(table, split, hand, "encoder", CodecScore.of(codec.encoder(), codec.generator(), some));
  }

  private void kept(Table.Builder table, String split, List<Picture> some) {
    keptRow(table, split, "all", some);
  }

  private void keptRow(Table.Builder table, String split, String hand, List<Picture> some) {
    Map<String, Integer> rows = rows();
    add(
        table,
        split,
        hand,
        "refining",
        CodecScore.of(
            some,
            (first, truth) -> {
              var painted = new Tensor[(int) truth.size(0)];
              for (int i = 0; i < painted.length; i++) {
                Picture picture = some.get(first + i);
                var code = codes.code(rows.getOrDefault(name(picture), 0));
                painted[i] = codec.generator().forward(code.code(), code.vector());
              }
              return io.kinora.torch.Ops.cat(0, painted);
            }));
  }

  private static void add(
      Table.Builder table, String split, String hand, String by, CodecScore score) {
    table.row(
        text(split),
        text(hand),
        text(by),
        number(score.pictures(), 0),
        number(score.psnr(), 2),
        number(score.edgeEnergy(), 3));
  }

  /// The pictures in the folder whose code is stored.
  private List<Picture> kept() {
    Map<String, Integer> rows = rows();
    var kept = new ArrayList<Picture>();
    for (List<Picture> some : List.of(pictures.seen(), pictures.heldOut())) {
      some.stream().filter(picture -> rows.containsKey(name(picture))).forEach(kept::add);
    }
    return kept;
  }

  private Map<String, Integer> rows() {
    var rows = new HashMap<String, Integer>();
    for (int i = 0; i < codes.pictures().size(); i++) {
      PictureCodes.Picture picture = codes.pictures().get(i);
      rows.put(picture.hand() + "/" + picture.noun(), i);
    }
    return rows;
  }

  private static String name(Picture picture) {
    return picture.hand() + "/" + picture.noun();
  }

  private Table cost() {
    return Table.of("codec_cost", "The cost of one picture on one core")
        .column("net", "net")
        .column("gflop", "GFLOP")
        .column("milliseconds", "ms")
        .row(
            text("generator"),
            number(CodecGenerator.gflop(), 2),
            number(
                milliseconds(
                    () -> {
                      var code = codes.code(0);
                      return Torch.mixedPrecision(
                          () -> codec.generator().forward(code.code(), code.vector()));
                    }),
                1))
        .row(
            text("encoder"),
            number(CodecEncoder.gflop(), 2),
            number(
                milliseconds(
                    () -> {
                      Tensor picture =
                          CodecScore.batch(List.of(pictures.seen().getFirst().plain()));
                      return Torch.mixedPrecision(() -> codec.encoder().forward(picture).code());
                    }),
                1))
        .table();
  }

  /// The median time of several runs, on one thread.
  private static double milliseconds(java.util.function.Supplier<Tensor> work) {
    return Torch.oneThread(
        () -> {
          var times = new ArrayList<Double>();
          for (int i = 0; i < WARM_UP + TIMED; i++) {
            long start = System.nanoTime();
            TensorScope.infer(() -> work.get().sum().item_float());
            if (i >= WARM_UP) {
              times.add((System.nanoTime() - start) / 1e6);
            }
          }
          times.sort(null);
          return times.get(TIMED / 2);
        });
  }
}
