package io.kinora.training.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.read.VideoReader;
import io.kinora.render.upscale.Upscaler;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.training.data.PicturePairs;
import io.kinora.training.task.UpscalerTest.Shrinking;
import io.kinora.write.Exporter;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prints how near to the truth the bundled upscaler comes beside Lanczos, on more pictures than
/// [UpscalerTest], and after H.264, too: `mvn test -pl training -am -Dtest=UpscalerBench
/// -Dtest.groups.excluded= -Dsurefire.failIfNoSpecifiedTests=false`.
@Tag("bench")
class UpscalerBench {
  private static final int PICTURES = 24;

  private final Path file;

  UpscalerBench(@TempDir Path folder) {
    file = folder.resolve("still.mp4");
  }

  private enum Source {
    MEAN,
    LANCZOS,
    /// by means, then H.264 at the default quality
    CODED
  }

  @Test
  void beside_lanczos() {
    try (Upscaler upscaler = Upscaler.bundled()) {
      for (Source source : Source.values()) {
        double plain = 0;
        double learned = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < PICTURES; i++) {
          BufferedImage picture = UpscalerTest.heldOut(i);
          double[] both = TensorScope.infer(() -> both(upscaler, picture, source));
          plain += both[0] / PICTURES;
          learned += both[1] / PICTURES;
          least = Math.min(least, both[1] - both[0]);
        }
        System.out.printf(
            "%s: Lanczos %.2f dB, learned %.2f dB (%+.2f, at least %+.2f)%n",
            source, plain, learned, learned - plain, least);
        assertThat(learned - plain).isGreaterThan(source == Source.CODED ? .5 : 1);
      }
    }
  }

  private double[] both(Upscaler upscaler, BufferedImage picture, Source source) {
    Tensor large = PicturePairs.tensor(picture);
    Tensor small = (source == Source.LANCZOS ? Shrinking.LANCZOS : Shrinking.MEAN).small(large);
    Tensor seen = source == Source.CODED ? coded(small) : small;
    return new double[] {
      UpscalerTest.psnr(upscaler.plain(seen), large), UpscalerTest.psnr(upscaler.twice(seen), large)
    };
  }

  /// small `[1, 3, H, W]` → the same after a film of one frame
  private Tensor coded(Tensor small) {
    var frame = new Frame(new FrameSize((int) small.size(3), (int) small.size(2)));
    float[] values = Tensors.floats(small);
    int pixels = frame.argb().length;
    for (int i = 0; i < pixels; i++) {
      int rgb = 0xff;
      for (int c = 0; c < 3; c++) {
        rgb = rgb << 8 | Math.round(values[c * pixels + i] * 255);
      }
      frame.argb()[i] = rgb;
    }
    Exporter.write(new Still(frame), file, true, "", Progress.NONE);
    try (Clip film = new VideoReader(file)) {
      assertThat(film.read(frame)).isTrue();
    }
    var image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, frame.width(), frame.height(), frame.argb(), 0, frame.width());
    return PicturePairs.tensor(image);
  }

  private static final class Still implements Clip {
    private final Frame frame;
    private boolean read;

    Still(Frame frame) {
      this.frame = frame;
    }

    @Override
    public FrameSize size() {
      return new FrameSize(frame.width(), frame.height());
    }

    @Override
    public FrameRate rate() {
      return FrameRate.DEFAULT;
    }

    @Override
    public long frames() {
      return 1;
    }

    @Override
    public boolean read(Frame into) {
      System.arraycopy(frame.argb(), 0, into.argb(), 0, frame.argb().length);
      boolean first = !read;
      read = true;
      return first;
    }

    @Override
    public void close() {}
  }
}
