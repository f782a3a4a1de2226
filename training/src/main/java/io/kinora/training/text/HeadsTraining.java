package io.kinora.training.text;

import io.kinora.text.Heads;
import io.kinora.text.TrainingView;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Trains the heads of one language on sentences from its grammar, with each word's label as the
/// target.
///
/// The lexicon's marks are hidden for half of the words, so that the heads learn to classify a word
/// by its vectors and generalise to words outside the lexicon.
public final class HeadsTraining {
  private static final int HIDDEN = 96, BATCH = 48, LONGEST = 40;
  private static final double RATE = 2e-3, DROPOUT = .25, HIDDEN_MARKS = .5;

  private final String language;
  private final Plan plan;
  private final Consumer<String> log;
  private final List<String> labels;
  private final RandomGenerator random;

  /// The plan of training.
  ///
  /// @param sentences number of generated sentences
  /// @param epochs number of passes over them
  /// @param heldOut the share of words held out for measuring
  public record Plan(int sentences, int epochs, double heldOut, long seed) {}

  /// A sentence: its words in the spelling of the lexicon, the heads' input for each including the
  /// lexicon's marks, and the index of each word's label.
  private static final class Example {
    final List<String> keys;
    final float[][] features;
    final int[] targets;

    Example(List<String> keys, float[][] features, int[] targets) {
      this.keys = keys;
      this.features = features;
      this.targets = targets;
    }

    int length() {
      return targets.length;
    }
  }

  private HeadsTraining(String language, List<String> labels, Plan plan, Consumer<String> log) {
    this.language = language;
    this.labels = labels;
    this.plan = plan;
    this.log = log;
    this.random = Seeds.random(plan.seed, "text heads " + language);
  }

  /// Trains and writes the weights.
  ///
  /// @param language `en` or `zh`
  public static void train(String language, Plan plan, Path file, Consumer<String> log) {
    try (var view = new TrainingView(language)) {
      var labels = List.copyOf(view.lexicon().bases().keySet());
      new HeadsTraining(language, labels, plan, log).run(view, file);
    }
  }

  private void run(TrainingView view, Path file) {
    Set<String> unseen = heldOut(view);
    List<Example> examples = examples(view, plan.sentences, unseen, "train");
    List<Example> tests = examples(view, Math.max(200, plan.sentences / 10), Set.of(), "test");
    log.accept(language + ": " + examples.size() + " sentences, " + unseen.size() + " held out");
    Seeds.initialisation(plan.seed, "text heads");
    int features = examples.getFirst().features[0].length;
    var net = new HeadsNet(features, HIDDEN, labels.size());
    fit(net, examples);
    double seen = accuracy(net, tests, true, Set.of());
    double blind = accuracy(net, tests, false, Set.of());
    double fresh = unseen.isEmpty() ? Double.NaN : accuracy(net, tests, false, unseen);
    log.accept(
        "%s: with lexicon %.4f, without %.4f, held-out words without %.4f"
            .formatted(language, seen, blind, fresh));
    var metadata = new LinkedHashMap<String, String>();
    metadata.put(Heads.LABELS, String.join(" ", labels));
    metadata.put("language", language);
    metadata.put("recipe", plan.toString());
    metadata.put("accuracy", "%.4f with the lexicon, %.4f without".formatted(seen, blind));
    SafeTensorsWriter.write(file, net.named(), metadata, DType.F16);
  }

  /// The held-out words; a label's plain name is never among them.
  private Set<String> heldOut(TrainingView view) {
    var held = new HashSet<String>();
    view.lexicon()
        .bases()
        .forEach(
            (label, words) -> {
              if (label.contains(":") && !label.startsWith("camera")) {
                words.stream()
                    .skip(1)
                    .filter(_ -> random.nextDouble() < plan.heldOut)
                    .forEach(held::add);
              }
            });
    return held;
  }

  private List<Example> examples(TrainingView view, int count, Set<String> unseen, String purpose) {
    var grammar =
        new PhraseGrammar(
            language, view.lexicon(), unseen, Seeds.random(plan.seed, "grammar " + purpose));
    var examples = new ArrayList<Example>();
    while (examples.size() < count) {
      PhraseGrammar.Sentence sentence = grammar.next();
      List<TrainingView.Seen> words = view.see(sentence.text());
      if (words.size() <= LONGEST) {
        examples.add(
            new Example(
                words.stream().map(TrainingView.Seen::key).toList(),
                words.stream().map(w -> w.features(labels)).toArray(float[][]::new),
                words.stream()
                    .mapToInt(w -> labels.indexOf(sentence.label(w.start(), w.end())))
                    .toArray()));
      }
      if (examples.size() % 1000 == 0) {
        log.accept(language + ": " + examples.size() + " sentences, last: " + sentence.text());
      }
    }
    return examples;
  }

  private void fit(HeadsNet net, List<Example> examples) {
    var adam = new Adam(net.trainable(), new AdamOptions(RATE));
    var order = new ArrayList<>(examples);
    int steps = plan.epochs * (examples.size() / BATCH);
    int step = 0;
    for (int epoch = 0; epoch < plan.epochs; epoch++) {
      Collections.shuffle(order, random);
      double sum = 0;
      int batches = 0;
      for (int from = 0; from + BATCH <= order.size(); from += BATCH) {
        double rate = RATE * .5 * (1 + Math.cos(Math.PI * step++ / steps));
        List<Example> batch = order.subList(from, from + BATCH);
        sum += TensorScope.compute(() -> learn(net, adam, batch, rate));
        batches++;
      }
      log.accept("%s: epoch %d, loss %.4f".formatted(language, epoch + 1, sum / batches));
    }
    adam.close();
  }

  private double learn(HeadsNet net, Adam adam, List<Example> batch, double rate) {
    new AdamOptions(adam.param_groups().get(0).options()).set_lr(rate);
    adam.zero_grad();
    Batch tensors = batch(batch, HIDDEN_MARKS);
    Tensor logits = net.forward(tensors.x, tensors.mask, DROPOUT);
    Tensor loss = torch.cross_entropy(logits.view(-1, labels.size()), tensors.targets.view(-1));
    loss.backward();
    adam.step();
    return loss.item_double();
  }

  private record Batch(Tensor x, Tensor mask, Tensor targets) {}

  /// @param hidden the share of words whose lexicon marks are hidden
  private Batch batch(List<Example> examples, double hidden) {
    int length = examples.stream().mapToInt(Example::length).max().orElseThrow();
    int features = examples.getFirst().features[0].length;
    float[] x = new float[examples.size() * length * features];
    float[] mask = new float[examples.size() * length];
    long[] targets = new long[examples.size() * length];
    java.util.Arrays.fill(targets, -100); // cross_entropy ignores these
    for (int b = 0; b < examples.size(); b++) {
      Example example = examples.get(b);
      for (int t = 0; t < example.length(); t++) {
        int at = (b * length + t) * features;
        System.arraycopy(example.features[t], 0, x, at, features);
        if (random.nextDouble() < hidden) {
          Heads.hideMarks(x, at, features, labels.size());
        }
        mask[b * length + t] = 1;
        targets[b * length + t] = example.targets[t];
      }
    }
    long n = examples.size();
    return new Batch(
        Tensors.of(x, n, length, features),
        Tensors.of(mask, n, length, 1),
        Tensors.of(targets, n, length));
  }

  /// The accuracy on words with a label.
  ///
  /// @param only if not empty, only these words are counted
  private double accuracy(HeadsNet net, List<Example> tests, boolean marks, Set<String> only) {
    int right = 0;
    int all = 0;
    for (int from = 0; from < tests.size(); from += BATCH) {
      List<Example> part = tests.subList(from, Math.min(tests.size(), from + BATCH));
      long[] best =
          TensorScope.infer(
              () -> {
                Batch tensors = batch(part, marks ? 0 : 1);
                return Tensors.longs(
                    net.forward(tensors.x, tensors.mask, 0)
                        .argmax(new org.bytedeco.pytorch.LongOptional(2), false));
              });
      int length = best.length / part.size();
      for (int b = 0; b < part.size(); b++) {
        for (int t = 0; t < part.get(b).length(); t++) {
          int target = part.get(b).targets[t];
          boolean counts =
              only.isEmpty()
                  ? labels.get(target).contains(":")
                  : only.contains(part.get(b).keys.get(t));
          if (counts && labels.get(target).contains(":")) {
            all++;
            right += best[b * length + t] == target ? 1 : 0;
          }
        }
      }
    }
    return (double) right / all;
  }
}
