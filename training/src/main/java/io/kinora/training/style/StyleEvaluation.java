package io.kinora.training.style;

import static io.kinora.training.evaluate.Table.number;
import static io.kinora.training.evaluate.Table.text;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.ListedClip;
import io.kinora.clip.Progress;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// Measures the bundled styles: whether they are steady, how the distance to the frame grows with
/// the strength, and how fast they are.
public final class StyleEvaluation implements AutoCloseable {
  private static final int OWN = 8, FRAMES = 3, TIMED = 8, COMPARED = 4;
  private static final double[] STRENGTHS = {0, .25, .5, .75, 1};

  private final StyleNet net;
  private final Optional<StyleNet> unsteady;
  private final List<Path> videos;
  private final Progress progress;

  /// @param folder of `style.safetensors` and, if it is there, `style-unsteady.safetensors`; empty
  ///     is the bundled net
  /// @param videos that are measured beside eight clips of the bundled model
  public StyleEvaluation(Optional<Path> folder, List<Path> videos, Progress progress) {
    net = folder.map(f -> Stylizer.open(file(f, StyleTraining.STYLE))).orElseGet(Stylizer::bundled);
    unsteady =
        folder.map(f -> file(f, StyleTraining.UNSTEADY)).filter(Files::exists).map(Stylizer::open);
    this.videos = List.copyOf(videos);
    this.progress = progress;
  }

  private static Path file(Path folder, String part) {
    return folder.resolve(part + ".safetensors");
  }

  /// Measures.
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
            .column("unsteady", "untrained for it")
            .column("unsteadyLeast", "or still");
    double[] sums = new double[5];
    List<List<WarpingError.Motion>> motions = motions(samples);
    double[] input = error(samples, motions, null, NamedStyle.OIL);
    for (NamedStyle style : NamedStyle.values()) {
      progress.step("paint clips", .2 + .7 * style.ordinal() / NamedStyle.values().length);
      double[] styled = error(samples, motions, net, style);
      double[] without =
          unsteady
              .map(other -> error(samples, motions, other, style))
              .orElse(new double[] {Double.NaN, Double.NaN});
      table.row(
          text(style.label()),
          number(input[0], 2),
          number(styled[0], 2),
          number(styled[0] / input[0], 2),
          number(styled[1], 2),
          number(styled[1] / input[1], 2),
          number(without[0], 2),
          number(without[1], 2));
      sums[3] += without[0];
      sums[4] += without[1];
      sums[0] += input[0];
      sums[1] += styled[0];
      sums[2] += styled[1];
    }
    int count = NamedStyle.values().length;
    return table
        .row(
            text("mean"),
            number(sums[0] / count, 2),
            number(sums[1] / count, 2),
            number(sums[1] / sums[0], 2),
            number(sums[2] / count, 2),
            number(sums[2] / (input[1] * count), 2),
            number(sums[3] / count, 2),
            number(sums[4] / count, 2))
        .note(
            "%d clips, %d of them videos that Kinora did not make; %d frames each."
                .formatted(samples.size(), videos.size(), FRAMES))
        .note("or still: what stands still as paper does counts as steady, too.")
        .table();
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

  /// The errors of all clips, moved and least; without a net of the input itself.
  private static double[] error(
      List<Sample> samples,
      List<List<WarpingError.Motion>> motions,
      @Nullable StyleNet net,
      NamedStyle style) {
    double moved = 0, least = 0;
    int pairs = 0;
    for (int s = 0; s < samples.size(); s++) {
      List<Frame> frames = samples.get(s).frames();
      List<Frame> seen = net == null ? frames : painted(frames, net, style, 1);
      for (int i = 1; i < frames.size(); i++) {
        var change = WarpingError.of(seen.get(i - 1), seen.get(i), motions.get(s).get(i - 1));
        moved += change.moved();
        least += change.least();
        pairs++;
      }
    }
    return new double[] {moved / pairs, least / pairs};
  }

  static List<Frame> painted(List<Frame> frames, StyleNet net, NamedStyle style, double strength) {
    var painted = new ArrayList<Frame>();
    try (Clip clip =
        Stylizer.apply(new ListedClip(frames, FrameRate.DEFAULT), net, style, strength)) {
      for (int i = 0; i < frames.size(); i++) {
        var frame = new Frame(clip.size());
        boolean read = clip.read(frame);
        if (read) {
          painted.add(frame);
        }
      }
    }
    return painted;
  }

  /// How far styled frames are from the frames in the Gram matrices of the net of features.
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
    var features = new Vgg(Vgg.Config.KINORA); // chance tells textures apart, too
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

  private Table speed() {
    var frame = new Frame(FrameSize.DEFAULT);
    List<Frame> frames = java.util.Collections.nCopies(TIMED, frame);
    double peak = Torch.sgemmPeak();
    var table =
        Table.of("speed", "Speed at " + frame.size() + ", sgemm peak %.0f GFLOP/s".formatted(peak))
            .column("style", "style")
            .column("fps", "frames per second")
            .column("gflop", "GFLOP per frame")
            .column("share", "share of the peak");
    double gflop = StyleNet.KFLOP * frame.argb().length / 1e6;
    for (NamedStyle style : NamedStyle.values()) {
      painted(frames.subList(0, 2), net, style, 1); // warm
      long start = System.nanoTime();
      painted(frames, net, style, 1);
      double fps = TIMED / ((System.nanoTime() - start) / 1e9);
      table.row(
          text(style.label()), number(fps, 1), number(gflop, 1), number(fps * gflop / peak, 2));
    }
    return table.table();
  }

  @Override
  public void close() {
    net.close();
    unsteady.ifPresent(StyleNet::close);
  }
}
