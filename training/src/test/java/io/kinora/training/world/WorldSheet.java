package io.kinora.training.world;

import io.kinora.torch.Seeds;
import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.subject.Colour;
import io.kinora.training.world.subject.Subject;
import io.kinora.training.world.subject.Subjects;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Contact sheets of the procedural world, to look at: what the house model learns from, never what
/// it paints.
final class WorldSheet {
  /// Time and weather of the columns of [#scenes].
  private static final List<List<String>> SETTINGS =
      List.of(
          List.of("day", "clear"),
          List.of("sunset", "clear"),
          List.of("night", "clear"),
          List.of("dawn", "fog"),
          List.of("day", "rain"),
          List.of("day", "snow"));

  private static final int COLUMNS = 7;
  private static final int LABEL = 16;
  private static final Color PAPER = new Color(171, 200, 216);

  private WorldSheet() {}

  /// Every subject twice: in its likeliest colour, and in another at another moment.
  ///
  /// @param height of one picture in pixels
  static BufferedImage subjects(int height) {
    int cells = 2 * COLUMNS;
    int rows = (Subjects.all().size() + COLUMNS - 1) / COLUMNS;
    var sheet = new BufferedImage(cells * height, rows * (height + LABEL), 1);
    Graphics2D g = paper(sheet);
    for (int i = 0; i < Subjects.all().size(); i++) {
      Subject subject = Subjects.all().get(i);
      int x = 2 * (i % COLUMNS) * height;
      int y = i / COLUMNS * (height + LABEL);
      for (int k = 0; k < 2; k++) {
        float[] u = Scenery.numbers(Seeds.random(5 + k, subject.name()));
        Colour colour =
            k == 0 ? subject.naturalColours().getFirst() : Colour.values()[(i * 3 + 1) % 10];
        var picture = Pen.picture(subject.thing(), colour.jittered(u), u, .15 + .45 * k, height);
        g.drawImage(picture, x + k * height, y, null);
      }
      label(g, subject.name(), x + 6, y + height + 12);
    }
    g.dispose();
    return sheet;
  }

  /// Every scene under six times and weathers, with a subject that is at home in it.
  ///
  /// @param height of one picture in pixels
  static BufferedImage scenes(int height) {
    int width = height * 16 / 9;
    int rows = DioramaWords.SCENES.size();
    var sheet = new BufferedImage(SETTINGS.size() * width, rows * (height + LABEL), 1);
    Graphics2D g = paper(sheet);
    var shown = new ArrayList<String>();
    for (int row = 0; row < rows; row++) {
      String scene = DioramaWords.SCENES.get(row);
      for (int column = 0; column < SETTINGS.size(); column++) {
        List<String> setting = SETTINGS.get(column);
        Subject subject = dweller(scene, shown);
        shown.add(subject.name());
        BufferedImage picture = place(scene, setting, row, width, height);
        act(picture, subject, scene, setting, row);
        g.drawImage(picture, column * width, row * (height + LABEL), null);
        String text = scene + ", " + String.join(", ", setting) + ": " + subject.name();
        label(g, text, column * width + 6, row * (height + LABEL) + height + 12);
      }
    }
    g.dispose();
    return sheet;
  }

  /// A subject of this scene that was shown least so far.
  private static Subject dweller(String scene, List<String> shown) {
    return Subjects.all().stream()
        .filter(subject -> subject.homes().contains(scene))
        .min(Comparator.comparingLong(s -> shown.stream().filter(s.name()::equals).count()))
        .orElseThrow();
  }

  private static BufferedImage place(
      String scene, List<String> setting, int seed, int width, int height) {
    float[] v = Scenery.numbers(Seeds.random(seed, setting.getFirst()));
    var place = Composer.Place.of(scene, setting.getFirst(), setting.getLast(), v, seed);
    return Composer.still(place, 1, width, height);
  }

  /// Draws the subject where it usually is, in the light of the setting.
  private static void act(
      BufferedImage place, Subject subject, String scene, List<String> setting, int seed) {
    float[] u = Arrays.copyOf(Scenery.numbers(Seeds.random(seed, subject.name())), 8);
    var behaviour = new Behaviour(subject, subject.action(), "", "", scene, 0, 0, u);
    float[] c = behaviour.constants();
    float[] m = behaviour.moving(1);
    double unit = place.getHeight() / 2.0;
    int size = (int) Math.ceil(2 * c[2] * Math.exp(m[3]) * unit);
    Color colour = subject.naturalColours().getFirst().jittered(u);
    BufferedImage picture = Pen.picture(subject.thing(), colour, u, .3, size);
    Light light = Light.of(scene, setting.getFirst(), setting.getLast(), Light.Role.SUBJECT, 1);
    var lit = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        lit.setRGB(x, y, light.apply(picture.getRGB(x, y)));
      }
    }
    double x = place.getWidth() / 2.0 + (c[0] + m[0]) * unit;
    double y = unit + (c[1] + m[1]) * unit;
    Graphics2D g = place.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.rotate(m[2], x, y);
    g.drawImage(lit, (int) Math.round(x) - size / 2, (int) Math.round(y) - size / 2, null);
    g.dispose();
  }

  private static Graphics2D paper(BufferedImage sheet) {
    Graphics2D g = sheet.createGraphics();
    g.setColor(PAPER);
    g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    return g;
  }

  private static void label(Graphics2D g, String text, int x, int y) {
    g.setColor(new Color(30, 40, 60));
    g.drawString(text, x, y);
  }
}
