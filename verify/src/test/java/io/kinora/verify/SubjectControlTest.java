package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.shot.Camera;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.shot.SubjectMotion;
import io.kinora.studio.Engines;
import io.kinora.text.TextStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A subject goes where it is told, as far as it is told: seen from the middle of its colour alone.
class SubjectControlTest {
  private static final FrameSize SIZE = new FrameSize(384, 216);

  /// Each subject is the only thing of its colour.
  private static final List<String> PROMPTS =
      List.of("a red bird over the sea", "a red balloon over a meadow", "a red car on a road");

  @Test
  void goes_in_the_asked_direction_by_the_asked_amount() {
    try (var text = TextStage.open();
        Engine engine = Engines.named("house")) {
      var subject = new Measured(text, engine, PROMPTS.getFirst());
      assertThat(subject.direction(225)).isEmpty();
      assertThat(subject.strengths(0, 0, 4, 8)).isEmpty();
    }
  }

  @Test
  @Tag("slow")
  void goes_in_every_direction_by_every_amount() {
    var failures = new ArrayList<String>();
    try (var text = TextStage.open();
        Engine engine = Engines.named("house")) {
      for (String prompt : PROMPTS) {
        var subject = new Measured(text, engine, prompt);
        for (int degrees = 0; degrees < 360; degrees += 45) {
          failures.addAll(subject.direction(degrees));
        }
        failures.addAll(subject.strengths(0, 0, 2, 4, 6, 8, 10));
        failures.addAll(subject.strengths(90, 0, 2, 4, 6, 8, 10));
      }
    }
    assertThat(failures).isEmpty();
  }

  /// What the clips of one prompt show.
  private record Measured(TextStage text, Engine engine, String prompt) {
    List<String> direction(double degrees) {
      double[] way = way(new SubjectMotion(5, degrees));
      double found = Math.toDegrees(Math.atan2(-way[1], way[0]));
      double off = Math.abs(Math.IEEEremainder(found - degrees, 360));
      say(
          String.format(
              Locale.ROOT,
              "%s: asked %.0f°, found %.1f° (%.1f px)",
              prompt,
              degrees,
              found,
              length(way)));
      return off <= 10
          ? List.of()
          : List.of("%s: asked %s°, found %.1f°".formatted(prompt, degrees, found));
    }

    List<String> strengths(double degrees, double... strengths) {
      double[] far = new double[strengths.length];
      for (int i = 0; i < strengths.length; i++) {
        double[] way = way(new SubjectMotion(strengths[i], degrees));
        double angle = Math.toRadians(degrees);
        far[i] = way[0] * Math.cos(angle) - way[1] * Math.sin(angle);
      }
      double fit = determination(strengths, far);
      say(String.format(Locale.ROOT, "%s at %.0f°: r² %.4f", prompt, degrees, fit));
      return fit >= .98
          ? List.of()
          : List.of("%s at %s°: r² is %.3f".formatted(prompt, degrees, fit));
    }

    /// How far the middle of what is red moves in three quarters of a second, pixels.
    private double[] way(SubjectMotion motion) {
      var shot =
          new Shot(
              text.understand(prompt),
              1,
              new Format(SIZE, FrameRate.parse("4"), 1),
              new Movement(Camera.STATIC, 0, motion, List.of()),
              EngineOptions.NONE);
      double[] first = {};
      double[] last = {};
      try (Clip clip = engine.generate(shot, Progress.NONE)) {
        var frame = new Frame(SIZE);
        while (clip.read(frame)) {
          last = middle(frame);
          first = first.length == 0 ? last : first;
        }
      }
      return new double[] {last[0] - first[0], last[1] - first[1]};
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private static double length(double[] way) {
    return Math.hypot(way[0], way[1]);
  }

  /// The middle of what is clearly red.
  private static double[] middle(Frame frame) {
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < frame.argb().length; i++) {
      int argb = frame.argb()[i];
      int red = (argb >> 16) & 255;
      double weight = Math.max(0, red - Math.max((argb >> 8) & 255, argb & 255) - 50);
      sum += weight;
      x += weight * (i % SIZE.width());
      y += weight * Math.floorDiv(i, SIZE.width());
    }
    assertThat(sum).as("something is red").isPositive();
    return new double[] {x / sum, y / sum};
  }

  /// r² of the best straight line.
  private static double determination(double[] x, double[] y) {
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < x.length; i++) {
      meanX += x[i] / x.length;
      meanY += y[i] / x.length;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      xy += (x[i] - meanX) * (y[i] - meanY);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xy * xy / (xx * yy);
  }
}
