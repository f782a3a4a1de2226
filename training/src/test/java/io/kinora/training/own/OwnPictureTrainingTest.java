package io.kinora.training.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.BadRequest;
import io.kinora.house.picture.MaskNet;
import io.kinora.house.picture.PictureFusion;
import io.kinora.house.picture.PictureNames;
import io.kinora.house.picture.ThingMask;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.Regression;
import io.kinora.training.own.OwnPictureTraining.Plan;
import io.kinora.training.pictures.CutDrawing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The nets themselves, learning for a few steps from a few drawings.
class OwnPictureTrainingTest {
  private final Path folder;

  OwnPictureTrainingTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    draw("one/red-apple.svg", "<circle cx='50' cy='55' r='40' fill='#c02020'/>");
    draw("two/red-apple.svg", "<ellipse cx='50' cy='55' rx='44' ry='38' fill='#d83030'/>");
    draw("one/automobile.svg", "<rect x='8' y='40' width='84' height='30' fill='#2040c0'/>");
    draw("two/automobile.svg", "<rect x='5' y='35' width='90' height='34' fill='#3060d0'/>");
    draw("foreign/red-apple.svg", "<circle cx='50' cy='50' r='44' fill='#b01818'/>");
  }

  private void draw(String name, String shapes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'>" + shapes + "</svg>");
  }

  private Regression mask() throws IOException {
    Seeds.initialisation(1, "mask");
    var net = new MaskNet();
    net.channelsLast();
    var task = new MaskTask(net, CutDrawing.all(folder), 1, 6, 2);
    return new Regression("mask", task, 3e-3, made("mask"), _ -> {});
  }

  private Path made(String name) throws IOException {
    return Files.createDirectories(folder.resolve("run-" + name));
  }

  @Test
  void the_net_of_masks_learns_goes_on_and_is_read() throws IOException {
    float[] first = weights(mask().run(new Budget(1, 0), () -> false));
    var averaged = mask().resume().run(new Budget(2, 0), () -> false);
    assertThat(weights(averaged)).isNotEqualTo(first);
    Path file = folder.resolve("mask.safetensors");
    ThingMask.write(file, averaged);
    ThingMask.open(file).close();
    assertThat(made("mask").resolve("mask.png")).exists();
  }

  @Test
  void the_net_of_masks_starts_with_given_weights() throws IOException {
    Path run = made("tuned");
    Seeds.initialisation(7, "other");
    var other = new MaskNet();
    ThingMask.write(run.resolve(OwnPictureTraining.START), other.named());
    var plan = new Plan(run, folder, new Budget(1, 0), 1, false, 1);
    Path tuned = new OwnPictureTraining(plan, _ -> {}, () -> false).run(OwnPictureTraining.MASK);
    float[] before = weights(other.named());
    float[] after = new float[before.length];
    try (SafeTensors saved = SafeTensors.open(tuned)) {
      System.arraycopy(saved.floats("in.weight"), 0, after, 0, after.length);
    }
    double off = 0, size = 0;
    for (int i = 0; i < before.length; i++) {
      off += Math.pow(after[i] - before[i], 2);
      size += Math.pow(before[i], 2);
    }
    assertThat(off).as("squared difference after one step").isPositive().isLessThan(.01 * size);
  }

  private static float[] weights(SequencedMap<String, Tensor> averaged) {
    return Tensors.floats(averaged.values().iterator().next());
  }

  @Test
  void nothing_to_learn_from_is_refused() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    var plan = new Plan(folder.resolve("run"), empty, new Budget(1, 0), 1, false, 1);
    assertThatThrownBy(
            () -> new OwnPictureTraining(plan, _ -> {}, () -> false).run(OwnPictureTraining.MASK))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("no pictures to train on");
  }

  @Test
  void pictures_and_words_are_learned_together() throws IOException {
    var lessons =
        FusionLessons.of(
            CutDrawing.all(folder), List.of("red-apple", "green-apple", "automobile"), _ -> {});
    assertThat(lessons.foreign())
        .allMatch(seen -> lessons.nouns().get(seen.noun()).equals("red-apple"));
    Seeds.initialisation(1, "fusion");
    var net = new PictureFusion(lessons.nouns().size());
    var task = new FusionTask(net, lessons, 1);
    double before = TensorScope.compute(() -> task.loss(0, 0).item_double());
    Path out = made("fusion");
    var averaged =
        new Regression("picture-fusion", task, 5e-3, out, _ -> {})
            .run(new Budget(120, 0), () -> false);
    double after = TensorScope.compute(() -> task.loss(0, 1).item_double());
    assertThat(after).isLessThan(.7 * before);
    Path file = out.resolve("picture-fusion.safetensors");
    PictureNames.write(file, averaged, lessons.nouns());
    PictureNames.open(file).close();
  }
}
