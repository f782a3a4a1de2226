package io.kinora.training.evaluate;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.house.HouseEngine;
import io.kinora.house.net.HouseModel;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.studio.StyleRequest;
import io.kinora.text.TextStage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/// Draws a sheet of frame strips, one for each prompt of a file, for human evaluation of noun,
/// colour, place, direction and overall quality. Looks and styles in a prompt are applied, as in a
/// film. The k-th prompt has the seed k.
public final class PromptSheet {
  /// The size of a frame on the sheet; films have the default size, for which styles are made.
  private static final FrameSize SIZE = new FrameSize(320, 180);

  private static final int SHOWN = 3, STRIPS_A_ROW = 2, GAP = 4;

  /// Of these frames every second one is shown, from the start to two thirds of a clip.
  private static final FrameRate RATE = new FrameRate(3, 2);

  private static final int STEP = 2;

  private PromptSheet() {}

  /// Reads prompts, one on each line.
  ///
  /// @throws BadRequest if the file cannot be read or has none
  public static List<String> read(Path file) {
    try {
      List<String> prompts =
          Files.readAllLines(file).stream().map(String::strip).filter(p -> !p.isEmpty()).toList();
      if (!prompts.isEmpty()) {
        return prompts;
      }
      throw new BadRequest(
          "The file %s has no prompts in it.".formatted(file),
          "Write one prompt on each line.",
          "prompt");
    } catch (IOException e) {
      throw new BadRequest(
          "The prompts %s cannot be read: %s.".formatted(file, e.getMessage()),
          "Name a text file in UTF-8 with one prompt on each line.",
          "input-file",
          e);
    }
  }

  /// Makes the strips, numbered from 1, two per row, and writes them as a PNG.
  public static void write(HouseModel model, List<String> prompts, Path file, Progress progress) {
    int width = SHOWN * SIZE.width() + GAP;
    int height = SIZE.height() + GAP;
    int rows = (prompts.size() + STRIPS_A_ROW - 1) / STRIPS_A_ROW;
    var sheet = new BufferedImage(STRIPS_A_ROW * width, rows * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    try (TextStage text = TextStage.open();
        Engine engine = new Borrowed(new HouseEngine(model))) {
      for (int i = 0; i < prompts.size(); i++) {
        progress.step("draw prompts", (double) i / prompts.size());
        var asked = StyleRequest.of(prompts.get(i), engine.vocabulary());
        var said = text.understand(asked.prompt(), engine.vocabulary());
        var shot =
            new Shot(
                said,
                i + 1,
                new Format(Format.DEFAULT.size(), RATE, Format.DEFAULT.seconds()),
                Movement.AS_SAID,
                EngineOptions.NONE);
        int left = i % STRIPS_A_ROW * width;
        int top = i / STRIPS_A_ROW * height;
        try (Clip clip = asked.applied(engine.generate(shot, Progress.NONE))) {
          strip(clip, graphics, left, top);
        }
        graphics.setColor(Color.BLACK);
        graphics.fillRect(left, top, 26, 16);
        graphics.setColor(Color.WHITE);
        graphics.drawString(Integer.toString(i + 1), left + 4, top + 12);
      }
    }
    graphics.dispose();
    write(sheet, file);
  }

  private static void strip(Clip clip, Graphics2D graphics, int left, int top) {
    FrameSize size = Format.DEFAULT.size();
    var frame = new Frame(size);
    for (int k = 0; k < SHOWN * STEP && clip.read(frame); k++) {
      if (k % STEP != 0) {
        continue;
      }
      var picture = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
      picture.setRGB(0, 0, size.width(), size.height(), frame.argb(), 0, size.width());
      Image scaled =
          picture.getScaledInstance(SIZE.width(), SIZE.height(), Image.SCALE_AREA_AVERAGING);
      graphics.drawImage(scaled, left + k / STEP * SIZE.width(), top, null);
    }
  }

  private static void write(BufferedImage sheet, Path file) {
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
