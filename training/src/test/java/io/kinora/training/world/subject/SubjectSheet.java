package io.kinora.training.world.subject;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Thing;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;

/// Contact sheets of subjects, to look at.
final class SubjectSheet {
  private static final Color BACKGROUND = new Color(171, 200, 216);

  private SubjectSheet() {}

  /// One row for each subject: every colour given, `individuals` of each.
  ///
  /// @param height height of one picture in pixels
  static BufferedImage sheet(
      List<Subject> subjects, List<Colour> colours, int individuals, int height) {
    int columns = colours.size() * individuals;
    var sheet = blank(columns, subjects.size(), height);
    Graphics2D g = sheet.createGraphics();
    var random = new Random(7);
    for (int row = 0; row < subjects.size(); row++) {
      for (int column = 0; column < columns; column++) {
        float[] u = individual(random);
        Color colour = colours.get(column / individuals).jittered(u);
        Thing thing = subjects.get(row).thing();
        double phase = .13 + .21 * column;
        g.drawImage(
            Pen.picture(thing, colour, u, phase, height), column * height, row * height, null);
      }
    }
    g.dispose();
    return sheet;
  }

  /// One row for each subject: `phases` moments of one cycle of one individual.
  static BufferedImage cycle(List<Subject> subjects, int phases, int height) {
    var sheet = blank(phases, subjects.size(), height);
    Graphics2D g = sheet.createGraphics();
    var random = new Random(3);
    for (int row = 0; row < subjects.size(); row++) {
      float[] u = individual(random);
      Subject subject = subjects.get(row);
      Color colour = subject.naturalColours().getFirst().jittered(u);
      for (int column = 0; column < phases; column++) {
        double phase = column / (double) phases;
        g.drawImage(
            Pen.picture(subject.thing(), colour, u, phase, height),
            column * height,
            row * height,
            null);
      }
    }
    g.dispose();
    return sheet;
  }

  static float[] individual(Random random) {
    float[] u = new float[8];
    for (int i = 0; i < u.length; i++) {
      u[i] = random.nextFloat();
    }
    return u;
  }

  private static BufferedImage blank(int columns, int rows, int height) {
    var sheet = new BufferedImage(columns * height, rows * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setColor(BACKGROUND);
    g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    g.dispose();
    return sheet;
  }
}
