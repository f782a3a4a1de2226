package io.kinora.training.optimise;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Tensors;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SheetTest {
  private static final int PAPER = 0xb8d2e0;

  @Test
  void lays_pictures_out_in_rows(@TempDir Path folder) throws Exception {
    Tensor red = Tensors.of(new float[] {1, 0, 0, 0, 1, 0}, 2, 3, 1, 1); // red, green
    Tensor clear = torch.zeros(1, 4, 1, 1);
    Path file = folder.resolve("sheet.png");
    Sheet.write(file, List.of(red, clear));
    var sheet = ImageIO.read(file.toFile());
    int step = sheet.getHeight() / 2;
    assertThat(sheet.getRGB(0, 0) & 0xffffff).isEqualTo(0xff0000);
    assertThat(sheet.getRGB(sheet.getWidth() / 2, 0) & 0xffffff).isEqualTo(0x00ff00);
    assertThat(sheet.getRGB(0, step) & 0xffffff).as("paper shines through").isEqualTo(PAPER);
  }
}
