package io.kinora.training.task;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;
import static org.bytedeco.pytorch.global.torch.log_softmax;

import io.kinora.house.net.LayoutNet;
import io.kinora.house.net.LightNet;
import io.kinora.house.net.MotionNet;
import io.kinora.house.net.Phrases;
import io.kinora.house.net.PriorNet;
import io.kinora.house.net.SkyPainter;
import io.kinora.torch.Device;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.training.data.LayerBatch;
import io.kinora.training.data.SceneSource;
import io.kinora.training.data.SceneSource.Setting;
import io.kinora.training.loss.Losses;
import io.kinora.training.optimise.Regression;
import io.kinora.training.optimise.Sheet;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The training tasks of the small nets for the composition of scenes, each by plain regression.
public final class SceneTasks {
  private final SceneSource source;
  private final Phrases phrases;
  private final long seed;
  private final Device device;

  /// @param device of the nets
  public SceneTasks(SceneSource source, Phrases phrases, long seed, Device device) {
    this.source = source;
    this.phrases = phrases;
    this.seed = seed;
    this.device = device;
  }

  /// A task without sheets.
  private record Task(Net net, Function<RandomGenerator, Tensor> lossOf, long seed, String purpose)
      implements Regression.Task {
    @Override
    public Tensor loss(long step, double used) {
      return lossOf.apply(Seeds.random(seed, purpose + step));
    }
  }

  /// Trains the net for the sky of a setting.
  public Regression.Task sky(SkyPainter net) {
    return new Regression.Task() {
      @Override
      public Net net() {
        return net;
      }

      @Override
      public Tensor loss(long step, double used) {
        List<SceneSource.Sky> skies = skies(Seeds.random(seed, "sky" + step), 24);
        return Losses.reconstruction(paint(net, skies), truth(skies));
      }

      @Override
      public void sheet(SequencedMap<String, Tensor> averaged, Path folder) {
        var model = new SkyPainter();
        var here = new SceneTasks(source, phrases, seed, Device.CPU);
        model.copyFrom(averaged);
        TensorScope.infer(
            () -> {
              List<Tensor> rows = new ArrayList<>();
              for (int row = 0; row < 5; row++) {
                List<SceneSource.Sky> skies = skies(Seeds.random(seed + 1, "sky" + row), 10);
                rows.add(here.truth(skies));
                rows.add(here.paint(model, skies));
              }
              Sheet.write(folder.resolve("sky.png"), rows);
              return true;
            });
      }
    };
  }

  private List<SceneSource.Sky> skies(RandomGenerator random, int count) {
    var skies = new ArrayList<SceneSource.Sky>();
    for (int i = 0; i < count; i++) {
      skies.add(source.sky(random, SkyPainter.WIDTH, SkyPainter.HEIGHT));
    }
    return skies;
  }

  private Tensor paint(SkyPainter net, List<SceneSource.Sky> skies) {
    Tensor words = words(skies, sky -> settingWords(sky.setting()));
    Tensor numbers = rows(skies, sky -> sky.numbers().values());
    return net.forward(words, numbers);
  }

  private Tensor truth(List<SceneSource.Sky> skies) {
    List<BufferedImage> pictures = skies.stream().map(SceneSource.Sky::picture).toList();
    return Tensors.to(LayerBatch.pictures(pictures).narrow(1, 0, 3), device, ScalarType.Float);
  }

  /// Trains the net for the light on a thing.
  public Regression.Task light(LightNet net) {
    return new Task(
        net,
        random -> {
          var lit = draw(256, () -> source.lit(random));
          Tensor words = words(lit, l -> with(l.thing(), settingWords(l.setting())));
          Tensor nearness = rows(lit, l -> new float[] {(float) l.nearness()});
          Tensor truth = rows(lit, l -> l.matrix().values());
          return net.forward(words, nearness).sub(truth).abs().mean();
        },
        seed,
        "light");
  }

  /// Trains the net for the arrangement of a setting.
  public Regression.Task layout(LayoutNet net, List<String> things) {
    return new Task(
        net,
        random -> {
          var scenes = draw(128, () -> source.arranged(random));
          var arrangement =
              net.forward(
                  words(scenes, s -> settingWords(s.setting())),
                  rows(scenes, s -> s.numbers().values()));
          Tensor used = rows(scenes, s -> slots(s, (slot, out) -> out[0] = 1, 1)); // [B, 28]
          Tensor present =
              rows(scenes, s -> slots(s, (slot, out) -> out[0] = slot.present() ? 1 : 0, 1));
          Tensor place =
              rows(scenes, s -> slots(s, (slot, out) -> copy(slot, out), LayoutNet.PLACE));
          Tensor chosen =
              rows(
                  scenes,
                  s ->
                      slots(
                          s, (slot, out) -> out[things.indexOf(slot.thing())] = 1, things.size()));
          long b = scenes.size();
          place = place.view(b, LayoutNet.SLOTS, LayoutNet.PLACE);
          chosen = chosen.view(b, LayoutNet.SLOTS, things.size());
          Tensor presence = binary_cross_entropy_with_logits(arrangement.presence(), present);
          Tensor choice = log_softmax(arrangement.thing(), 2).mul(chosen).sum().neg();
          Tensor distance =
              arrangement.place().sub(place).abs().mean(2).mul(used).sum().div(used.sum());
          return presence.add(choice.div(used.sum())).add(Ops.times(distance, 4));
        },
        seed,
        "layout");
  }

  private static void copy(SceneSource.Slot slot, float[] out) {
    System.arraycopy(slot.place().values(), 0, out, 0, LayoutNet.PLACE);
  }

  private interface SlotWriter {
    void write(SceneSource.Slot slot, float[] out);
  }

  private static float[] slots(SceneSource.Arranged scene, SlotWriter writer, int width) {
    float[] row = new float[LayoutNet.SLOTS * width];
    float[] out = new float[width];
    for (int i = 0; i < scene.slots().size(); i++) {
      java.util.Arrays.fill(out, 0);
      writer.write(scene.slots().get(i), out);
      System.arraycopy(out, 0, row, i * width, width);
    }
    return row;
  }

  /// Trains the net for the default properties of a subject.
  public Regression.Task prior(
      PriorNet net, List<String> colours, List<String> scenes, List<String> actions) {
    return new Task(
        net,
        random -> {
          var habits = draw(256, () -> source.habit(random));
          var guess = net.forward(words(habits, h -> List.of(h.noun())));
          return crossEntropy(guess.colour(), habits, h -> colours.indexOf(h.colour()))
              .add(crossEntropy(guess.scene(), habits, h -> scenes.indexOf(h.scene())))
              .add(crossEntropy(guess.action(), habits, h -> actions.indexOf(h.action())));
        },
        seed,
        "prior");
  }

  private <T> Tensor crossEntropy(Tensor logits, List<T> items, Function<T, Integer> index) {
    int classes = (int) logits.size(1);
    Tensor chosen =
        rows(
            items,
            item -> {
              float[] row = new float[classes];
              row[index.apply(item)] = 1;
              return row;
            });
    return Ops.times(log_softmax(logits, 1).mul(chosen).sum(), -1.0 / items.size());
  }

  /// Trains the net for the motion of a subject that follows a cue.
  public Regression.Task motion(MotionNet net) {
    int length = 16;
    return new Task(
        net,
        random -> {
          var performances = draw(64, () -> source.performance(random));
          float[] times = new float[performances.size() * (length + MotionNet.history())];
          float[] truth = new float[performances.size() * MotionNet.MOVING * length];
          for (int i = 0; i < performances.size(); i++) {
            double start = random.nextDouble() * MotionNet.PERIOD;
            for (int t = -MotionNet.history(); t < length; t++) {
              double seconds = start + t * MotionNet.STEP;
              times[i * (length + MotionNet.history()) + MotionNet.history() + t] = (float) seconds;
              if (t >= 0) {
                float[] moving = performances.get(i).moving(seconds);
                for (int k = 0; k < MotionNet.MOVING; k++) {
                  truth[(i * MotionNet.MOVING + k) * length + t] = moving[k];
                }
              }
            }
          }
          long b = performances.size();
          Tensor w =
              net.style(
                  words(performances, p -> p.cue().words()),
                  rows(performances, p -> p.cue().numbers()));
          Tensor moving = net.forward(w, tensor(times, b, length + MotionNet.history()));
          Tensor swing = moving.sub(tensor(truth, b, MotionNet.MOVING, length)).abs().mean();
          Tensor constants = rows(performances, SceneSource.Performance::constants);
          Tensor constant = net.constants(w).sub(constants).abs().mean();
          return Ops.times(swing, 4).add(constant);
        },
        seed,
        "motion");
  }

  private static List<String> settingWords(Setting setting) {
    return List.of(setting.scene(), setting.time(), setting.weather());
  }

  private static List<String> with(String first, List<String> rest) {
    var words = new ArrayList<String>();
    words.add(first);
    words.addAll(rest);
    return words;
  }

  private static <T> List<T> draw(int count, java.util.function.Supplier<T> source) {
    var drawn = new ArrayList<T>();
    for (int i = 0; i < count; i++) {
      drawn.add(source.get());
    }
    return drawn;
  }

  /// `[B, words * 384]`
  private <T> Tensor words(List<T> items, Function<T, List<String>> wordsOf) {
    return rows(items, item -> phrases.row(wordsOf.apply(item)));
  }

  /// `[B, numbers]`
  private <T> Tensor rows(List<T> items, Function<T, float[]> rowOf) {
    float[] first = rowOf.apply(items.getFirst());
    float[] values = new float[items.size() * first.length];
    for (int i = 0; i < items.size(); i++) {
      System.arraycopy(rowOf.apply(items.get(i)), 0, values, i * first.length, first.length);
    }
    return tensor(values, items.size(), first.length);
  }

  private Tensor tensor(float[] values, long... shape) {
    return Tensors.to(Tensors.of(values, shape), device, ScalarType.Float);
  }
}
