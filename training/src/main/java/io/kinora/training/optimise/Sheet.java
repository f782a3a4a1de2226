package io.kinora.training.optimise;

import io.kinora.error.MediaFailure;
import io.kinora.torch.Tensors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.Tensor;

/// A contact sheet: rows of pictures in one PNG.
public final class Sheet {
  private static final int GAP = 3;
  private static final int PAPER = 0xb8d2e0;

  private Sheet() {}

  /// @param rows each `[N, 3 or 4, H, W]` of one size, from 0 to 1; with four channels
  ///     premultiplied
  public static void write(Path file, List<Tensor> rows) {
    int columns = (int) rows.stream().mapToLong(row -> row.size(0)).max().orElse(0);
    int h = (int) rows.getFirst().size(2);
    int w = (int) rows.getFirst().size(3);
    var sheet =
        new BufferedImage(columns * (w + GAP), rows.size() * (h + GAP), BufferedImage.TYPE_INT_RGB);
    for (int r = 0; r < rows.size(); r++) {
      float[] values = Tensors.floats(rows.get(r));
      int channels = (int) rows.get(r).size(1);
      for (int n = 0; n < rows.get(r).size(0); n++) {
        for (int y = 0; y < h; y++) {
          for (int x = 0; x < w; x++) {
            int at = (n * channels * h + y) * w + x;
            float clear = channels == 4 ? 1 - values[at + 3 * h * w] : 0;
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
              float paper = (PAPER >> (16 - 8 * c) & 255) / 255f;
              float value = values[at + c * h * w] + clear * paper;
              rgb = rgb << 8 | Math.clamp(Math.round(value * 255), 0, 255);
            }
            sheet.setRGB(n * (w + GAP) + x, r * (h + GAP) + y, rgb);
          }
        }
      }
    }
    try {
      ImageIO.write(sheet, "png", file.toFile());
    } catch (IOException e) {
      throw new MediaFailure(
          "The sheet %s cannot be written: %s.".formatted(file, e.getMessage()),
          "Check the folder, its permissions and the free space.",
          "output",
          e);
    }
  }
}
