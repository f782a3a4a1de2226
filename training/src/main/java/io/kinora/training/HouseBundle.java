package io.kinora.training;

import io.kinora.house.net.HouseConfig;
import io.kinora.house.net.Painter;
import io.kinora.house.net.Phrases;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import io.kinora.training.optimise.TrainingCheckpoint;
import io.kinora.training.task.PhraseEncoder;
import io.kinora.training.world.DioramaScenes;
import io.kinora.training.world.DioramaWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/// Collects the averaged weights of all parts of a training folder in one file of 16-bit values: a
/// house model that the engine loads.
public final class HouseBundle {
  /// A thing is considered static if a smaller share of its opacity than this changes between
  /// phases.
  private static final double STILL = .02;

  /// A band is considered falling if compensating the fall leaves less than this share of its
  /// change.
  private static final double LESS = .8;

  private HouseBundle() {}

  /// Writes `file` from the checkpoints in `folder`.
  ///
  /// @throws io.kinora.error.WeightsRefused if the checkpoint of a part is missing
  public static void write(Path folder, Path file) {
    Phrases phrases = PhraseEncoder.encode(DioramaWords.all());
    var tensors = new LinkedHashMap<String, Tensor>();
    tensors.put("phrases", phrases.tensor());
    var open = new ArrayList<SafeTensors>();
    try {
      for (HouseTraining.Part part : HouseTraining.Part.house()) {
        var adversarial = new TrainingCheckpoint(folder, part.label() + "-adversarial").open();
        SafeTensors checkpoint =
            adversarial.orElseGet(
                () -> new TrainingCheckpoint(folder, part.label()).require(part.label()));
        open.add(checkpoint);
        for (String name : checkpoint.entries().keySet()) {
          if (name.startsWith("average.")) {
            tensors.put(
                part.label() + "." + name.substring("average.".length()), checkpoint.tensor(name));
          }
        }
      }
      Map<String, Habit> habits = habits(tensors, phrases);
      var phases = new LinkedHashMap<String, Integer>();
      var falling = new ArrayList<String>();
      habits.forEach(
          (thing, habit) -> {
            phases.put(thing, habit.phases());
            if (habit.falls()) {
              falling.add(thing);
            }
          });
      var config =
          new HouseConfig(
              phrases.names(),
              DioramaWords.vocabulary(),
              DioramaScenes.things(),
              DioramaScenes.bands(),
              DioramaScenes.tiled(),
              falling,
              phases);
      SafeTensorsWriter.write(
          file, tensors, Map.of(HouseConfig.KEY, config.toJson(), "format", "1"), DType.F16);
    } finally {
      open.forEach(SafeTensors::close);
    }
  }

  /// The own motion of a thing of the scenery.
  ///
  /// @param phases number of pictures for its cycle: one if it is static, and the more the more it
  ///     changes apart from its fall
  /// @param falls whether it falls by half its height in a cycle
  private record Habit(int phases, boolean falls) {
    static Habit of(double change, boolean falls) {
      return new Habit(change < STILL ? 1 : change < 4 * STILL ? 4 : change < .3 ? 8 : 16, falls);
    }
  }

  /// The own motion of each thing of the scenery, measured on the painters' output.
  private static Map<String, Habit> habits(Map<String, Tensor> tensors, Phrases phrases) {
    var habits = new LinkedHashMap<String, Habit>();
    for (HouseTraining.Part part : List.of(HouseTraining.Part.SPRITES, HouseTraining.Part.BANDS)) {
      boolean wide = part == HouseTraining.Part.BANDS;
      var painter = new Painter(wide ? Painter.Spec.BANDS : Painter.Spec.SPRITES);
      var weights = new LinkedHashMap<String, Tensor>();
      String prefix = part.label() + ".";
      tensors.forEach(
          (name, tensor) -> {
            if (name.startsWith(prefix)) {
              weights.put(name.substring(prefix.length()), tensor);
            }
          });
      painter.copyFrom(weights);
      for (String thing : DioramaScenes.things()) {
        if (DioramaScenes.bands().contains(thing) == wide) {
          double change = change(painter, phrases, thing, false);
          double fallen = change(painter, phrases, thing, true);
          boolean falls = DioramaScenes.tiled().contains(thing) && fallen < LESS * change;
          habits.put(thing, Habit.of(falls ? fallen : change, falls));
        }
      }
      painter.close();
    }
    return habits;
  }

  /// The largest mean difference of the picture between the start of a cycle and a later phase,
  /// over its mean opacity.
  ///
  /// @param falling compare with the start moved down by half the elapsed share of the height
  private static double change(Painter painter, Phrases phrases, String thing, boolean falling) {
    return TensorScope.infer(
        () -> {
          int count = 4;
          float[] phase = {0, .25f, .5f, .75f};
          float[] latent = new float[Painter.LATENT];
          var random = Seeds.random(1, thing);
          for (int i = 0; i < latent.length; i++) {
            latent[i] = random.nextFloat();
          }
          Tensor text =
              Tensors.of(phrases.row(List.of(thing, "")), 1, Painter.TEXT)
                  .expand(count, Painter.TEXT);
          Tensor u = Tensors.of(latent, 1, Painter.LATENT).expand(count, Painter.LATENT);
          Tensor painted = painter.forward(text, u, Tensors.of(phase, count, 1));
          double largest = 0;
          for (int i = 1; i < count; i++) {
            long fall = falling ? i * painted.size(2) / (2L * count) : 0;
            Tensor start = painted.narrow(0, 0, 1).roll(new long[] {fall}, new long[] {2});
            Tensor difference = painted.narrow(0, i, 1).sub(start);
            largest = Math.max(largest, difference.abs().mean().item_double());
          }
          return largest / Math.max(1e-3, painted.narrow(1, 3, 1).mean().item_double());
        });
  }
}
