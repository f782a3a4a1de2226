package io.kinora.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.BadRequest;
import io.kinora.house.net.Codec;
import io.kinora.house.net.PictureCodes;
import io.kinora.torch.Device;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import io.kinora.training.evaluate.CodecEvaluation;
import io.kinora.training.evaluate.CodecScore;
import io.kinora.training.evaluate.Table;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.Regression;
import io.kinora.training.pictures.Drawings;
import io.kinora.training.pictures.Picture;
import io.kinora.training.pictures.PictureFolder;
import io.kinora.training.task.CodecNet;
import io.kinora.training.task.CodecTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The codec from a folder of pictures to the codes that are kept, made small.
final class CodecTrainingTest {
  private final Path folder;
  private final PictureFolder pictures;

  CodecTrainingTest(@TempDir Path folder) {
    this.folder = folder;
    pictures = PictureFolder.open(Drawings.folder(folder.resolve("pictures")));
  }

  private CodecTask task(long seed) {
    Seeds.initialisation(3, "codec task");
    var net = new CodecNet();
    net.channelsLast();
    return new CodecTask(net, pictures, seed, Device.CPU);
  }

  private static double loss(CodecTask task, long step) {
    return TensorScope.compute(() -> task.loss(step, 0).item_double());
  }

  @Test
  void a_step_hangs_on_the_seed_and_its_number_alone() {
    var task = task(3);
    double first = loss(task, 5);
    assertThat(loss(task, 6)).isFinite().isNotEqualTo(first);
    assertThat(loss(task(3), 5)).isEqualTo(first);
    assertThat(loss(task(4), 5)).isNotEqualTo(first);
  }

  @Test
  void learns_leaves_measures_and_codes_that_are_better_than_the_encoder_s() throws Exception {
    var run = new Regression("codec", task(3), 2e-3, folder, line -> {});
    assertThat(run.run(new Budget(6, 0), () -> false)).isNotEmpty();
    assertThat(folder.resolve("codec.png")).isNotEmptyFile();
    List<String> measures = Files.readAllLines(folder.resolve("codec-measures.csv"));
    assertThat(measures).hasSize(2);
    assertThat(measures.getFirst()).startsWith("step,minutes,seen,held_out,foreign,edges");
    assertThat(Double.parseDouble(measures.get(1).split(",")[2])).isBetween(5.0, 60.0);

    Path drawn = folder.resolve("pictures");
    CodeRefinement.run(folder, drawn, new Budget(4, 0), false, line -> {}, () -> false);
    byte[] codesBefore = Files.readAllBytes(folder.resolve("codes.safetensors"));
    CodeRefinement.run(folder, drawn, new Budget(4, 0), true, line -> {}, () -> false);
    assertThat(Files.readAllBytes(folder.resolve("codes.safetensors")))
        .as("nothing was left to do")
        .isEqualTo(codesBefore);
    try (Codec codec = Codec.open(folder.resolve("codec.safetensors"));
        PictureCodes codes = PictureCodes.open(folder.resolve("codes.safetensors"))) {
      assertThat(codes.pictures())
          .hasSize(8)
          .extracting(PictureCodes.Picture::noun)
          .contains("red-thing", "teal-thing");
      Table table = new CodecEvaluation(codec, codes, pictures).run().getFirst();
      double plain = psnr(table, "seen", "encoder");
      assertThat(psnr(table, "seen", "refining")).isGreaterThan(plain);
      assertThat(psnr(table, "foreign", "encoder")).isBetween(5.0, 60.0);
    }
  }

  /// The first row of a split and a kind of code.
  private static double psnr(Table table, String split, String by) {
    return table.rows().stream()
        .filter(row -> row.get(0).equals(Table.text(split)) && row.get(2).equals(Table.text(by)))
        .map(row -> ((Table.Figure) row.get(4)).value())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_run_without_held_out_or_foreign_pictures_measures_what_there_is() {
    var few = new PictureFolder(pictures.seen(), List.of(), List.of());
    Seeds.initialisation(3, "codec task");
    var net = new CodecNet();
    double[] measured =
        new CodecTask(net, few, 3, Device.CPU).measure(new java.util.LinkedHashMap<>(net.named()));
    assertThat(measured[0]).isFinite();
    assertThat(measured[1]).isNaN();
    assertThat(measured[2]).isNaN();
  }

  @Test
  void pictures_are_laid_out_as_the_nets_take_them() {
    Picture picture = pictures.foreign().getFirst();
    float[] plain = picture.plain();
    TensorScope.run(
        () -> {
          Tensor batch = CodecScore.batch(List.of(plain, plain));
          assertThat(batch.shape()).containsExactly(2, 4, 128, 128);
          assertThat(batch.narrow(1, 3, 1).mean().item_double()).as("opacity").isBetween(.2, .5);
        });
  }

  @Test
  void codes_are_improved_by_steps_and_not_by_minutes() {
    Path drawn = folder.resolve("pictures");
    assertThatThrownBy(
            () ->
                CodeRefinement.run(folder, drawn, new Budget(0, 1), false, line -> {}, () -> false))
        .isInstanceOf(BadRequest.class);
  }

  /// What is added later is refined alone; what is there stays as it is, bit by bit.
  @Test
  void refines_what_is_missing_or_changed_and_keeps_the_rest() throws Exception {
    Seeds.initialisation(3, "codec task");
    var net = new CodecNet();
    SafeTensorsWriter.write(folder.resolve("codec.safetensors"), net.named(), Map.of(), DType.F16);
    Path drawn = folder.resolve("few");
    Path file = folder.resolve("codes.safetensors");
    Drawings.write(drawn.resolve("one/cat.svg"), Drawings.disc("red", 9));
    Drawings.write(drawn.resolve("one/zebra.svg"), Drawings.disc("blue", 9));
    CodeRefinement.run(folder, drawn, new Budget(2, 0), true, line -> {}, () -> false);
    List<Integer> cat = levels(file, 0);
    List<Integer> zebra = levels(file, 1);

    Files.delete(drawn.resolve("one/zebra.svg"));
    Drawings.write(drawn.resolve("one/dog.svg"), Drawings.disc("green", 7));
    CodeRefinement.run(folder, drawn, new Budget(2, 0), true, line -> {}, () -> false);
    assertThat(nouns(file)).containsExactly("cat", "dog", "zebra");
    assertThat(levels(file, 0)).isEqualTo(cat);
    assertThat(levels(file, 2)).isEqualTo(zebra);
    List<Integer> dog = levels(file, 1);

    Drawings.write(drawn.resolve("one/cat.svg"), Drawings.disc("red", 5));
    CodeRefinement.run(folder, drawn, new Budget(2, 0), true, line -> {}, () -> false);
    assertThat(nouns(file)).containsExactly("cat", "dog", "zebra");
    assertThat(levels(file, 0)).as("of another drawing").isNotEqualTo(cat);
    assertThat(levels(file, 1)).isEqualTo(dog);

    Drawings.write(drawn.resolve("one/cat.svg"), Drawings.disc("red", 9));
    Drawings.write(drawn.resolve("one/zebra.svg"), Drawings.disc("blue", 9));
    CodeRefinement.run(folder, drawn, new Budget(2, 0), false, line -> {}, () -> false);
    assertThat(List.of(levels(file, 0), levels(file, 1), levels(file, 2)))
        .as("all at once")
        .containsExactly(cat, dog, zebra);
  }

  private static List<String> nouns(Path file) {
    try (PictureCodes codes = PictureCodes.open(file)) {
      return codes.pictures().stream().map(PictureCodes.Picture::noun).toList();
    }
  }

  private static List<Integer> levels(Path file, int row) {
    try (PictureCodes codes = PictureCodes.open(file)) {
      return TensorScope.compute(
          () -> {
            float[] code = Tensors.floats(codes.code(row).code().contiguous());
            return IntStream.range(0, code.length)
                .mapToObj(i -> Math.round(code[i] * 255))
                .toList();
          });
    }
  }

  /// Of what a noun's category says both hands draw the same, one picture is kept.
  @Test
  void keeps_one_hand_of_faces_and_all_of_animals() {
    for (String hand : List.of("one", "two")) {
      for (String noun : List.of("cat", "grinning-face")) {
        Drawings.write(
            folder.resolve("few/" + hand + "/" + noun + ".svg"), Drawings.disc("red", 9));
      }
    }
    assertThat(CodeRefinement.choose(PictureFolder.open(folder.resolve("few"))))
        .extracting(picture -> picture.hand() + "/" + picture.noun())
        .containsExactly("one/cat", "two/cat", "one/grinning-face");
  }
}
