package io.kinora.training;

import static java.util.stream.Collectors.toSet;

import io.kinora.house.net.PictureCodes;
import io.kinora.noun.Nouns;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.training.pictures.Picture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/// The codes of a file, and those that a run adds to it.
final class KeptCodes {
  private final Path file;
  private final String codec;
  private final List<Row> rows = new ArrayList<>();

  /// @param code `[1, 16, 16, 16]` and `[1, 64]`
  private record Row(PictureCodes.Picture picture, PictureCodes.Code code) {}

  /// @param codec SHA-256 of the codec that the codes are for
  KeptCodes(Path file, String codec) {
    this.file = file;
    this.codec = codec;
  }

  /// Reads the file if it exists and belongs to this codec.
  void open() {
    if (!Files.exists(file)) {
      return;
    }
    try (PictureCodes before = PictureCodes.open(file)) {
      if (before.codec().equals(codec)) {
        for (int i = 0; i < before.pictures().size(); i++) {
          rows.add(new Row(before.pictures().get(i), before.code(i)));
        }
      }
    }
  }

  int size() {
    return rows.size();
  }

  /// The pictures without a code. Codes of changed pictures are dropped, and those of nouns that no
  /// longer exist.
  List<Picture> missing(List<Picture> chosen) {
    Set<String> nouns = chosen.stream().map(Picture::noun).collect(toSet());
    rows.removeIf(
        row -> Nouns.named(row.picture().noun()) == null && !nouns.contains(row.picture().noun()));
    var missing = new ArrayList<Picture>();
    for (Picture picture : chosen) {
      var now = named(picture);
      rows.removeIf(row -> isOf(row.picture(), now) && !same(row.picture(), now));
      if (rows.stream().noneMatch(row -> isOf(row.picture(), now))) {
        missing.add(picture);
      }
    }
    return missing;
  }

  private static boolean isOf(PictureCodes.Picture one, PictureCodes.Picture other) {
    return one.noun().equals(other.noun()) && one.hand().equals(other.hand());
  }

  private static boolean same(PictureCodes.Picture before, PictureCodes.Picture now) {
    return before.drawing().isEmpty() || before.drawing().equals(now.drawing());
  }

  private static PictureCodes.Picture named(Picture picture) {
    return new PictureCodes.Picture(
        picture.noun(), picture.hand(), picture.hue(), picture.checksum());
  }

  void add(Picture picture, PictureCodes.Code code) {
    rows.add(new Row(named(picture), code));
  }

  /// Writes all codes to keep, in the order of nouns and icon sets.
  void write() {
    List<Row> all =
        new Hands().chosen(rows, row -> row.picture().noun(), row -> row.picture().hand());
    if (all.isEmpty()) {
      return;
    }
    TensorScope.run(
        () ->
            PictureCodes.write(
                file,
                codec,
                all.stream().map(Row::picture).toList(),
                Ops.cat(0, all.stream().map(row -> row.code().code()).toArray(Tensor[]::new)),
                Ops.cat(0, all.stream().map(row -> row.code().vector()).toArray(Tensor[]::new))));
  }
}
