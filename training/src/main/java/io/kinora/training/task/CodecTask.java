package io.kinora.training.task;

import io.kinora.house.net.CodecEncoder;
import io.kinora.house.net.CodecGenerator;
import io.kinora.torch.Device;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import io.kinora.training.evaluate.CodecScore;
import io.kinora.training.loss.Losses;
import io.kinora.training.optimise.Regression;
import io.kinora.training.optimise.Sheet;
import io.kinora.training.pictures.Picture;
import io.kinora.training.pictures.PictureFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;

/// Trains the picture codec to reconstruct pictures from their codes: encoder and generator
/// together, on pictures that are randomly rotated, scaled, moved, mirrored and recoloured.
public final class CodecTask implements Regression.Task {
  static final int BATCH = 8;

  /// The standard deviation of the noise on codes, so that similar codes give similar pictures and
  /// 8 bits suffice.
  private static final double NOISE = .03;

  /// The number of pictures that are measured during training.
  private static final int WATCHED = 60;

  private final CodecNet net;
  private final PictureFolder pictures;
  private final long seed;
  private final Device device;
  private long epoch = -1;
  private List<Picture> order = List.of();

  /// @param device of the net
  public CodecTask(CodecNet net, PictureFolder pictures, long seed, Device device) {
    this.net = net;
    this.pictures = pictures;
    this.seed = seed;
    this.device = device;
  }

  @Override
  public Net net() {
    return net;
  }

  /// The backward pass costs twice the forward pass.
  @Override
  public double gflop() {
    return 3 * BATCH * (CodecEncoder.gflop() + CodecGenerator.gflop());
  }

  @Override
  public Tensor loss(long step, double used) {
    var random = Seeds.random(seed, "codec " + step);
    List<float[]> views = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      views.add(picture(step * BATCH + i).view(random));
    }
    Tensor truth = Tensors.to(CodecScore.batch(views), device);
    int places = CodecGenerator.PLACES;
    Tensor noise = Seeds.normal(random, BATCH, places, places, CodecGenerator.CHANNELS);
    Tensor shaken = Tensors.to(Ops.times(noise, NOISE).permute(0, 3, 1, 2), device);
    Tensor painted = Torch.mixedPrecision(device, () -> painted(truth, shaken));
    return Losses.picture(painted, truth);
  }

  private Tensor painted(Tensor truth, Tensor shaken) {
    var encoded = net.encoder().forward(truth);
    return net.generator().raw(encoded.code().add(shaken), encoded.vector());
  }

  /// The n-th picture of a training run; no picture is repeated before all have been used.
  private Picture picture(long n) {
    int count = pictures.seen().size();
    if (n / count != epoch) {
      epoch = n / count;
      order = new ArrayList<>(pictures.seen());
      Collections.shuffle(order, Seeds.random(seed, "order " + epoch));
    }
    return order.get((int) (n % count));
  }

  @Override
  public List<String> measures() {
    return List.of("seen", "held_out", "foreign", "edges", "edges_held_out", "edges_foreign");
  }

  @Override
  public double[] measure(SequencedMap<String, Tensor> averaged) {
    return with(
        averaged,
        model -> {
          var seen = CodecScore.of(model.encoder(), model.generator(), few(pictures.seen()));
          var held = CodecScore.of(model.encoder(), model.generator(), few(pictures.heldOut()));
          var foreign = CodecScore.of(model.encoder(), model.generator(), few(pictures.foreign()));
          return new double[] {
            seen.psnr(),
            held.psnr(),
            foreign.psnr(),
            seen.edgeEnergy(),
            held.edgeEnergy(),
            foreign.edgeEnergy()
          };
        });
  }

  /// Pictures spread over a list.
  private static List<Picture> few(List<Picture> pictures) {
    var few = new ArrayList<Picture>();
    int count = Math.min(WATCHED, pictures.size());
    for (int i = 0; i < count; i++) {
      few.add(pictures.get((int) ((long) i * pictures.size() / count)));
    }
    return few;
  }

  /// Odd rows are truth, even rows painted: two training pairs, one held out, one foreign.
  @Override
  public void sheet(SequencedMap<String, Tensor> averaged, Path folder) {
    with(
        averaged,
        model ->
            TensorScope.infer(
                () -> {
                  var rows = new ArrayList<Tensor>();
                  List<Picture> seen = few(pictures.seen());
                  int half = seen.size() / 2;
                  for (List<Picture> group :
                      List.of(
                          seen.subList(0, half),
                          seen.subList(half, seen.size()),
                          few(pictures.heldOut()),
                          few(pictures.foreign()))) {
                    if (group.isEmpty()) {
                      continue;
                    }
                    List<Picture> row = group.subList(0, Math.min(12, group.size()));
                    Tensor truth = CodecScore.batch(row.stream().map(Picture::plain).toList());
                    rows.add(truth);
                    rows.add(model.forward(truth));
                  }
                  Sheet.write(folder.resolve("codec.png"), rows);
                  return true;
                }));
  }

  private static <T> T with(
      Map<String, Tensor> averaged, java.util.function.Function<CodecNet, T> body) {
    var model = new CodecNet();
    model.copyFrom(new LinkedHashMap<>(averaged));
    model.channelsLast();
    try {
      return body.apply(model);
    } finally {
      model.close();
    }
  }
}
