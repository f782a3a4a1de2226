package io.kinora.training.style;

import static io.kinora.training.evaluate.Table.number;
import static io.kinora.training.evaluate.Table.text;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.ListedClip;
import io.kinora.clip.Progress;
import io.kinora.motion.flow.DenseFlow;
import io.kinora.style.NamedStyle;
import io.kinora.style.StyleNet;
import io.kinora.style.Stylizer;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import io.kinora.torch.vision.Gram;
import io.kinora.torch.vision.Vgg;
import io.kinora.training.evaluate.Table;
import io.kinora.training.style.StyleClips.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/// Evaluates the bundled styles: temporal stability, distance from the frame as a function of the
/// strength, and speed.
public final class StyleEvaluation implements AutoCloseable {
  private static final int OWN = 8, FRAMES = 6, COMPARED = 4;

  /// The number of frames timed together, and the number of repetitions, of which the best counts.
  private static final int TIMED = 24, TIMES = 4;

  private static final double[] STRENGTHS = {0, .25, .5, .75, 1};

  private final StyleNet net;
  private final List<Path> videos;
  private final Progress progress;

  /// @param folder of `style.safetensors`; empty means the bundled net
  /// @param videos further test clips, in addition to eight clips of the bundled model
  public StyleEvaluation(Optional<Path> folder, List<Path> videos, Progress progress) {
    net = folder.map(f -> Stylizer.open(file(f, StyleTraining.STYLE))).orElseGet(Stylizer::bundled);
    this.videos = List.copyOf(videos);
    this.progress = progress;
  }

  private static Path file(Path folder, String part) {
    return folder.resolve(part + ".safetensors");
  }

  /// Runs the evaluation.
  public List<Table> run() {
    List<Sample> samples = new ArrayList<>(StyleClips.own(OWN, FRAMES, progress.part(0, .2)));
    samples.addAll(StyleClips.of(videos, FRAMES));
    return List.of(
        steadiness(samples),
        distances(samples.subList(0, Math.min(COMPARED, samples.size()))),
        speed());
  }

  private Table steadiness(List<Sample> samples) {
    var table =
        Table.of("steadiness", "Warping error of frames after one another, in grey levels")
            .column("style", "style")
            .column("input", "input")
            .column("styled", "styled")
            .column("ratio", "ratio")
            .column("least", "or still")
            .column("leastRatio", "ratio")
            .column("alone", "frame by frame")
            .column("aloneLeast", "or still")
            .column("share", "of it")
            .column("shareLeast", "or still");
    double[] sums = new double[4];
    List<List<WarpingError.Motion>> motions = motions(samples);
    double[] input = error(samples, motions, List::copyOf);
    for (NamedStyle style : NamedStyle.values()) {
      progress.step("paint clips", .2 + .7 * style.ordinal() / NamedStyle.values().length);
      double[] styled = error(samples, motions, frames -> painted(frames, net, style, 1));
      double[] alone = error(samples, motions, frames -> alone(frames, net, style));
      double[] all = {styled[0], styled[1], alone[0], alone[1]};
      table.row(row(style.label(), input, all));
      for (int i = 0; i < sums.length; i++) {
        sums[i] += all[i] / NamedStyle.values().length;
      }
    }
    return table
        .row(row("mean", input, sums))
        .note(
            "%d clips, %d of them videos not made by Kinora; %d frames each."
                .formatted(samples.size(), videos.size(), FRAMES))
        .note("Pairs of frames across a cut are left out: %d.".formatted(cuts(motions)))
        .note(
            "or still: static texture, such as paper, counts as stable, too (input: %.2f)."
                .formatted(input[1]))
        .note("frame by frame: the same net paints each frame independently.")
        .table();
  }

  private static Table.Cell[] row(String name, double[] input, double[] all) {
    return new Table.Cell[] {
      text(name),
      number(input[0], 2),
      number(all[0], 2),
      number(all[0] / input[0], 2),
      number(all[1], 2),
      number(all[1] / input[1], 2),
      number(all[2], 2),
      number(all[3], 2),
      number(all[0] / all[2], 2),
      number(all[1] / all[3], 2)
    };
  }

  private static List<List<WarpingError.Motion>> motions(List<Sample> samples) {
    try (var warping = new WarpingError()) {
      var motions = new ArrayList<List<WarpingError.Motion>>();
      for (Sample sample : samples) {
        var ofSample = new ArrayList<WarpingError.Motion>();
        for (int i = 1; i < sample.frames().size(); i++) {
          ofSample.add(warping.motion(sample.frames().get(i - 1), sample.frames().get(i)));
        }
        motions.add(ofSample);
      }
      return motions;
    }
  }

  private static long cuts(List<List<WarpingError.Motion>> motions) {
    return motions.stream().flatMap(List::stream).filter(WarpingError.Motion::cut).count();
  }

  /// The mean errors `moved` and `least` of all pairs of frames of a shot.
  private static double[] error(
      List<Sample> samples,
      List<List<WarpingError.Motion>> motions,
      UnaryOperator<List<Frame>> paint) {
    double moved = 0, least = 0;
    int pairs = 0;
    for (int s = 0; s < samples.size(); s++) {
      List<Frame> seen = paint.apply(samples.get(s).frames());
      for (int i = 1; i < seen.size(); i++) {
        if (motions.get(s).get(i - 1).cut()) {
          continue;
        }
        var change = WarpingError.of(seen.get(i - 1), seen.get(i), motions.get(s).get(i - 1));
        moved += change.moved();
        least += change.least();
        pairs++;
      }
    }
    return new double[] {moved / pairs, least / pairs};
  }

  /// Paints frames as in a film.
  static List<Frame> painted(List<Frame> frames, StyleNet net, NamedStyle style, double strength) {
    var clip = new ListedClip(frames, FrameRate.DEFAULT);
    return read(Stylizer.apply(clip, net, style, strength, new DenseFlow.Pair()));
  }

  /// Paints each frame independently.
  private static List<Frame> alone(List<Frame> frames, StyleNet net, NamedStyle style) {
    return read(Stylizer.apply(new ListedClip(frames, FrameRate.DEFAULT), net, style, 1, null));
  }

  private static List<Frame> read(Clip painted) {
    try (painted) {
      return painted.stream().toList();
    }
  }

  /// The distances of styled frames from the original frames in the Gram matrices of the feature
  /// net.
  private Table distances(List<Sample> samples) {
    var table =
        Table.of(
                "distance",
                "Style distance to the frame, by strength (Gram matrices of random features)")
            .column("style", "style");
    for (double strength : STRENGTHS) {
      table.column("at" + strength, "at " + strength);
    }
    Seeds.initialisation(1, "style distance");
    var features = new Vgg(Vgg.Config.KINORA); // random weights distinguish textures, too
    try {
      for (NamedStyle style : NamedStyle.values()) {
        var cells = new ArrayList<Table.Cell>(List.of(text(style.label())));
        for (double strength : STRENGTHS) {
          double sum = 0;
          for (Sample sample : samples) {
            Frame frame = sample.frames().getFirst();
            Frame styled = painted(List.of(frame), net, style, strength).getFirst();
            sum += distance(features, frame, styled);
          }
          cells.add(number(sum / samples.size(), 3));
        }
        table.row(cells.toArray(Table.Cell[]::new));
      }
    } finally {
      features.close();
    }
    return table.table();
  }

  private static double distance(Vgg features, Frame first, Frame second) {
    return TensorScope.infer(
        () -> {
          Function<Frame, List<Tensor>> see = frame -> features.forward(planes(frame), 3).first();
          List<Tensor> a = see.apply(first), b = see.apply(second);
          double sum = 0;
          for (int i = 0; i < a.size(); i++) {
            Tensor one = Gram.of(a.get(i)), other = Gram.of(b.get(i));
            sum += one.sub(other).abs().mean().item_double() / one.abs().mean().item_double();
          }
          return sum / a.size();
        });
  }

  private static Tensor planes(Frame frame) {
    int area = frame.argb().length;
    float[] values = new float[3 * area];
    for (int i = 0; i < area; i++) {
      for (int c = 0; c < 3; c++) {
        values[c * area + i] = (frame.argb()[i] >> (16 - 8 * c) & 255) / 255f;
      }
    }
    return Tensors.of(values, 1, 3, frame.height(), frame.width())
        .contiguous(org.bytedeco.pytorch.global.torch.MemoryFormat.ChannelsLast);
  }

  /// The speed of the styles, on sequential frames of a moving texture.
  public Table speed() {
    List<Frame> frames = moving(FrameSize.DEFAULT);
    var table =
        Table.of("speed", "Speed at " + FrameSize.DEFAULT)
            .column("style", "style")
            .column("fps", "frames per second")
            .column("gflop", "GFLOP per frame")
            .column("peak", "sgemm peak")
            .column("share", "share of the peak");
    double gflop = StyleNet.KFLOP * frames.getFirst().argb().length / 1e6;
    for (NamedStyle style : NamedStyle.values()) {
      progress.step("take times", .9 + .1 * style.ordinal() / NamedStyle.values().length);
      double fps = 0, peak = 0;
      painted(frames.subList(0, 2), net, style, 1); // warm-up
      for (int i = 0; i < TIMES; i++) {
        long start = System.nanoTime();
        painted(frames, net, style, 1);
        fps = Math.max(fps, TIMED / ((System.nanoTime() - start) / 1e9));
        peak = Math.max(peak, Torch.sgemmPeak());
      }
      table.row(
          text(style.label()),
          number(fps, 1),
          number(gflop, 1),
          number(peak, 0),
          number(fps * gflop / peak, 2));
    }
    return table
        .note("The best of %d times, and the sgemm peak measured between them.".formatted(TIMES))
        .table();
  }

  /// A texture that moves to the left; no two frames are the same.
  private static List<Frame> moving(FrameSize size) {
    int wide = size.width() + 3 * TIMED;
    float[] noise = Tensors.floats(Seeds.normal(Seeds.random(1, "speed"), size.height(), wide));
    var frames = new ArrayList<Frame>();
    for (int n = 0; n < TIMED; n++) {
      var frame = new Frame(size);
      for (int i = 0; i < frame.argb().length; i++) {
        int x = i % size.width() + 3 * n, y = i / size.width();
        double wave = 40 * Math.sin(x / 9.0) * Math.sin(y / 13.0);
        int grey = Math.clamp(Math.round(128 + wave + 12 * noise[y * wide + x]), 0, 255);
        frame.argb()[i] = 0xff000000 | grey << 16 | 0x8000 | (255 - grey);
      }
      frames.add(frame);
    }
    return frames;
  }

  @Override
  public void close() {
    net.close();
  }
}
