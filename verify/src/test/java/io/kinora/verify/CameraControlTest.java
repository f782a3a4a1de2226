package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.motion.flow.CameraRates;
import io.kinora.motion.flow.GlobalMotion;
import io.kinora.motion.flow.MotionEstimator;
import io.kinora.shot.Camera;
import io.kinora.shot.Camera.Axis;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.studio.Engines;
import io.kinora.text.TextStage;
import io.kinora.torch.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The camera moves as it is told: what an estimator that knows nothing of the engine finds in the
/// pixels is what was asked for.
class CameraControlTest {
  private static final FrameSize SIZE = FrameSize.DEFAULT;

  /// None with rain or snow: what falls all over the picture moves on its own, and an estimator of
  /// the whole takes it for the camera.
  private static final List<String> PROMPTS =
      List.of(
          "a red bird flies over the sea at sunset",
          "a white cat in a meadow",
          "a city street at night",
          "mountains on a clear morning",
          "a yellow car on a country road",
          "a forest in the fog");

  /// How far a measurement may be off, in pixels per frame at the place where it moves fastest.
  private static final double PIXELS = .2;

  private static final double SHARE = .05;
  private static final double DEGREES = 3;

  /// Per second at 10: what a turn of 9° moves the middle of the picture, in frame widths, at a
  /// field of view of 60°; over that of a truck.
  private static final double TURN = Math.toRadians(9) * .5 / Math.tan(Math.toRadians(30)) / .25;

  @Test
  void moves_as_asked() {
    try (var text = TextStage.open();
        Engine engine = Engines.named("house")) {
      var control = new Control(text, engine, PROMPTS.get(1), FrameRate.DEFAULT, .5);
      control.check(Camera.parse("horizontal=5,vertical=-2,zoom=-4,roll=2"));
      control.check(Camera.parse("pan=-4,tilt=2"));
      assertThat(control.failures).isEmpty();
    }
  }

  @Test
  @Tag("slow")
  void moves_as_asked_on_every_axis_and_in_combination() {
    var failures = new ArrayList<String>();
    int checked = 0;
    try (var text = TextStage.open();
        Engine engine = Engines.named("house")) {
      for (String prompt : PROMPTS) {
        var control = new Control(text, engine, prompt, FrameRate.DEFAULT, .5);
        control.check(Camera.STATIC);
        for (Axis axis : Axis.values()) {
          for (double value : new double[] {-10, -4, 2, 5, 10}) {
            control.check(Camera.STATIC.with(axis, value));
          }
        }
        var random = Seeds.random(1, "cameras");
        for (int i = 0; i < 10; i++) {
          Camera camera = Camera.STATIC;
          for (Axis axis : Axis.values()) {
            camera =
                random.nextDouble() < .5
                    ? camera.with(axis, Math.round(20 * random.nextDouble() - 10))
                    : camera;
          }
          control.check(camera);
        }
        failures.addAll(control.failures);
        checked += control.checked;
      }
      for (String rate : List.of("12", "60")) {
        var control = new Control(text, engine, PROMPTS.getFirst(), FrameRate.parse(rate), .5);
        control.check(Camera.STATIC);
        for (Axis axis : Axis.values()) {
          control.check(Camera.STATIC.with(axis, -4));
          control.check(Camera.STATIC.with(axis, 10));
        }
        failures.addAll(control.failures);
        checked += control.checked;
      }
    }
    System.out.printf("camera control: %d of %d failed%n", failures.size(), checked);
    failures.forEach(System.out::println);
    assertThat(failures).isEmpty();
  }

  /// Generates clips of one prompt and measures them.
  private static final class Control {
    private final TextStage text;
    private final Engine engine;
    private final String prompt;
    private final FrameRate rate;
    private final double seconds;
    private final List<String> failures = new ArrayList<>();
    private int checked;

    Control(TextStage text, Engine engine, String prompt, FrameRate rate, double seconds) {
      this.seconds = seconds;
      this.text = text;
      this.engine = engine;
      this.prompt = prompt;
      this.rate = rate;
    }

    void check(Camera camera) {
      var shot =
          new Shot(
              text.understand(prompt),
              1,
              new Format(SIZE, rate, seconds),
              Movement.AS_SAID.with(camera).withParallax(0),
              EngineOptions.NONE);
      checked++;
      CameraRates found;
      try (Clip clip = engine.generate(shot, Progress.NONE)) {
        found = measure(clip, new Unbent(camera));
      }
      String wrong = wrong(camera, found);
      if (!wrong.isEmpty()) {
        failures.add("%s, %s fps, %s: %s %s".formatted(prompt, rate, camera, wrong, found));
      }
    }

    /// The mean over three pairs of frames: at the start, in the middle and at the end.
    private CameraRates measure(Clip clip, Unbent unbent) {
      int last = (int) clip.frames() - 1;
      List<Integer> pairs = List.of(0, last / 2, last - 1);
      double[] sum = new double[4];
      var frame = new Frame(SIZE);
      try (var estimator = new MotionEstimator()) {
        MotionEstimator.Sight before = null;
        for (int i = 0; clip.read(frame); i++) {
          boolean second = pairs.contains(i - 1);
          MotionEstimator.Sight now =
              second || pairs.contains(i) ? estimator.look(unbent.of(frame)) : null;
          if (second && before != null && now != null) {
            GlobalMotion whole = estimator.between(before, now).whole();
            CameraRates rates = whole.rates(SIZE.width(), SIZE.height(), rate.seconds(1));
            sum[0] += rates.horizontal() / pairs.size();
            sum[1] += rates.vertical() / pairs.size();
            sum[2] += rates.zoom() / pairs.size();
            sum[3] += rates.roll() / pairs.size();
          }
          before = now;
        }
      }
      return new CameraRates(sum[0], sum[1], sum[2], sum[3]);
    }

    private String wrong(Camera asked, CameraRates found) {
      // pixels per frame at the middle, and of zoom and roll at the left and right edge
      double truck = .025 * SIZE.width() * rate.seconds(1);
      double rise = .025 * SIZE.height() * rate.seconds(1);
      double edge = .05 * SIZE.width() * rate.seconds(1);
      double x = truck * (asked.horizontal() + TURN * asked.pan());
      double y = rise * (asked.vertical() + TURN * SIZE.aspect() * asked.tilt());
      double foundX = truck * found.horizontal();
      double foundY = rise * found.vertical();
      double speed = Math.hypot(x, y);
      boolean isStatic = asked.equals(Camera.STATIC);
      double allowed = isStatic ? .05 : Math.max(PIXELS, SHARE * speed);
      double off = Math.hypot(foundX - x, foundY - y);
      double turned = Math.toDegrees(Math.atan2(x * foundY - y * foundX, x * foundX + y * foundY));
      double zoom = edge * Math.log(1.25) * asked.zoom();
      double roll = edge * Math.toRadians(18) * asked.roll();
      double offZoom = Math.abs(edge * Math.log(1.25) * found.zoom() - zoom);
      double offRoll = Math.abs(edge * Math.toRadians(18) * found.roll() - roll);
      var wrong = new ArrayList<String>();
      if (off > allowed) {
        wrong.add(String.format(Locale.ROOT, "shift is off by %.2f of %.2f px", off, speed));
      }
      if (off > .05 && speed > 4 * PIXELS && Math.abs(turned) > DEGREES) {
        wrong.add(String.format(Locale.ROOT, "direction is off by %.1f°", turned));
      }
      if (offZoom > Math.max(PIXELS, SHARE * Math.abs(zoom))) {
        wrong.add(String.format(Locale.ROOT, "zoom is off by %.2f of %.2f px", offZoom, zoom));
      }
      if (offRoll > Math.max(PIXELS, SHARE * Math.abs(roll))) {
        wrong.add(String.format(Locale.ROOT, "roll is off by %.2f of %.2f px", offRoll, roll));
      }
      return String.join(", ", wrong);
    }
  }

  /// A picture through a lens of 60° as it lies on the sphere around the camera, whose equator runs
  /// along the way that a pan and a tilt together take. A camera that turns moves a picture of the
  /// flat kind by another amount at each place; this one it shifts, so that the estimator's motion
  /// model holds. Written from the definition in docs/motion.md, with rays, not from the engine.
  private static final class Unbent {
    private static final FrameSize INNER = new FrameSize(640, 344); // what is seen all over

    private final Camera camera;

    Unbent(Camera camera) {
      this.camera = camera;
    }

    Frame of(Frame seen) {
      if (camera.pan() == 0 && camera.tilt() == 0) {
        return seen;
      }
      double focal = seen.width() / 2.0 / Math.tan(Math.toRadians(30));
      double angle = Math.atan2(camera.tilt(), -camera.pan());
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      var flat = new Frame(INNER);
      for (int row = 0; row < flat.height(); row++) {
        for (int column = 0; column < flat.width(); column++) {
          double x = column - (flat.width() - 1) / 2.0;
          double y = row - (flat.height() - 1) / 2.0;
          double longitude = (cos * x + sin * y) / focal;
          double latitude = (cos * y - sin * x) / focal;
          double rayX = Math.sin(longitude) * Math.cos(latitude);
          double rayY = Math.sin(latitude);
          double rayZ = Math.cos(longitude) * Math.cos(latitude);
          double u = focal * (cos * rayX - sin * rayY) / rayZ + (seen.width() - 1) / 2.0;
          double v = focal * (sin * rayX + cos * rayY) / rayZ + (seen.height() - 1) / 2.0;
          flat.argb()[row * flat.width() + column] = between(seen, u, v);
        }
      }
      return flat;
    }

    private static int between(Frame seen, double u, double v) {
      int column = Math.clamp((int) u, 0, seen.width() - 2);
      int row = Math.clamp((int) v, 0, seen.height() - 2);
      double right = u - column;
      double down = v - row;
      int at = row * seen.width() + column;
      int argb = 0xff;
      for (int shift = 16; shift >= 0; shift -= 8) {
        double upper = level(seen, at, shift) * (1 - right) + level(seen, at + 1, shift) * right;
        at += seen.width();
        double lower = level(seen, at, shift) * (1 - right) + level(seen, at + 1, shift) * right;
        at -= seen.width();
        argb = argb << 8 | (int) Math.round(upper * (1 - down) + lower * down);
      }
      return argb;
    }

    private static int level(Frame seen, int at, int shift) {
      return seen.argb()[at] >> shift & 255;
    }
  }
}
