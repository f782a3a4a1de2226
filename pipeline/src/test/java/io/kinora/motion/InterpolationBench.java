package io.kinora.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.scene.Clip;
import io.kinora.scene.Frame;
import io.kinora.scene.FrameRate;
import io.kinora.scene.FrameSize;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameFilter;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FrameFilter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every other frame of clips that the training world has not rendered is left out and made again:
/// by Kinora, by FFmpeg's `minterpolate`, and by plain blending. Prints quality and speed of all
/// three. `mvn test -pl pipeline -am -Dtest=InterpolationBench -Dgroups=bench` …
@Tag("bench")
class InterpolationBench {
  private static final FrameSize SIZE = new FrameSize(640, 360);
  private static final int FRAMES = 41;

  private static final String MINTERPOLATE =
      "format=yuv420p,minterpolate=fps=48:mi_mode=mci:mc_mode=aobmc:me_mode=bidir:vsbmc=1";

  private static final String STILL =
      "mandelbrot=size=1280x720:rate=48:start_scale=%s:end_scale=%s,trim=end_frame=1,"
          + "loop=loop=-1:size=1:start=0,setpts=N/48/TB";

  private static String still(double scale) {
    return String.format(Locale.ROOT, STILL, scale, scale);
  }

  /// A window onto a picture of 1280×720, at sub-pixel places that move with the frame number `on`.
  private static String window(String left, String top, String width) {
    String right = "(" + left + ")+(" + width + ")";
    String bottom = "(" + top + ")+(" + width + ")*9/16";
    return ",perspective=eval=frame:interpolation=cubic:x0='%s':y0='%s':x1='%s':y1='%s'"
            .formatted(left, top, right, top)
        + ":x2='%s':y2='%s':x3='%s':y3='%s',scale=640:360:flags=area"
            .formatted(left, bottom, right, bottom);
  }

  private record Case(String name, String graph) {}

  private static final String CLOUDS =
      "perlin=size=1280x720:rate=48:octaves=6:persistence=.7:tscale=0.01:xscale=3:yscale=3,"
          + "trim=end_frame=1,loop=loop=-1:size=1:start=0,setpts=N/48/TB";

  private static final List<Case> CASES =
      List.of(
          new Case("mandelbrot", "mandelbrot=size=640x360:rate=48"),
          new Case("testsrc2", "testsrc2=size=640x360:rate=48"),
          new Case("life", "life=size=320x180:rate=48:seed=7:ratio=.3:mold=10,scale=640:360"),
          new Case("cellauto", "cellauto=size=320x180:rate=48:seed=7:rule=110,scale=640:360"),
          new Case("gradients", "gradients=size=640x360:rate=48:seed=7:speed=.05"),
          new Case("slow pan", still(.3) + window("100+1.7*on", "120+.6*on", "900")),
          new Case("fast pan", still(.05) + window("40+11.3*on", "180", "760")),
          new Case("zoom in", still(.01) + window("6*on", "3.375*on", "1200-12*on")),
          new Case("rotation", still(.1) + ",rotate=a=.02*n:bilinear=1,crop=640:360"),
          new Case("clouds pan", CLOUDS + window("60+5.4*on", "40+3.1*on", "800")),
          new Case(
              "thing before clouds",
              "testsrc2=size=200x150:rate=48[thing];"
                  + CLOUDS
                  + window("300-4.2*on", "80", "800")
                  + "[ground];[ground][thing]overlay=x='-60+9*n':y='100+60*sin(n/7)'"),
          new Case(
              "two things",
              still(.4)
                  + window("200+3*on", "100", "700")
                  + "[ground];smptebars=size=120x240:rate=48[one];rgbtestsrc=size=160x90:rate=48"
                  + "[two];[ground][one]overlay=x='500-7*n':y=60[both];"
                  + "[both][two]overlay=x='40+5*n':y='220-3*n'"),
          new Case("scroll", still(.02) + ",crop=640:360:300:180,scroll=h=.011:v=-.007"),
          new Case("sierpinski", "sierpinski=size=640x360:rate=48:seed=7:jump=60"));

  private record Score(double psnr, double ssim, double perSecond) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%6.2f dB %.4f %6.1f/s", psnr, ssim, perSecond);
    }
  }

  @Test
  void beats_minterpolate_and_blending() throws Exception {
    avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    List<Score> ours = new ArrayList<>();
    List<Score> theirs = new ArrayList<>();
    List<Score> blends = new ArrayList<>();
    try (Fusion fusion = fusion()) {
      for (Case one : CASES) {
        List<Frame> truth = source(one.graph());
        ours.add(score(truth, kinora(truth, fusion)));
        theirs.add(score(truth, minterpolate(truth)));
        blends.add(score(truth, blend(truth)));
        System.out.printf(
            "%-20s kinora %s   minterpolate %s   blend %s%n",
            one.name(), ours.getLast(), theirs.getLast(), blends.getLast());
      }
    }
    System.out.printf(
        "%-20s kinora %s   minterpolate %s   blend %s%n",
        "mean", mean(ours), mean(theirs), mean(blends));
    assertThat(mean(ours).psnr()).isGreaterThan(mean(theirs).psnr() + 1);
    assertThat(mean(ours).ssim()).isGreaterThan(mean(theirs).ssim() + .01);
    assertThat(mean(ours).perSecond()).isGreaterThan(mean(theirs).perSecond());
    for (int i = 0; i < ours.size(); i++) {
      assertThat(ours.get(i).psnr())
          .as(CASES.get(i).name())
          .isGreaterThan(blends.get(i).psnr() - .2);
    }
  }

  private static Fusion fusion() {
    String file = System.getProperty("kinora.fusion", "");
    return file.isEmpty() ? Fusion.bundled() : Fusion.open(java.nio.file.Path.of(file));
  }

  private static Score mean(List<Score> scores) {
    return new Score(
        scores.stream().mapToDouble(Score::psnr).average().orElseThrow(),
        scores.stream().mapToDouble(Score::ssim).average().orElseThrow(),
        scores.size() / scores.stream().mapToDouble(s -> 1 / s.perSecond()).sum());
  }

  /// Frames and how long they took.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Made(Frame[] frames, double seconds) {}

  private static List<Frame> source(String graph) throws Exception {
    var frames = new ArrayList<Frame>();
    try (var grabber = new FFmpegFrameGrabber(graph + ",scale=640:360,format=yuv420p")) {
      grabber.setFormat("lavfi");
      grabber.start();
      while (frames.size() < FRAMES) {
        frames.add(frame(grabber.grabImage()));
      }
    }
    return frames;
  }

  private static Frame frame(org.bytedeco.javacv.Frame picture) {
    var frame = new Frame(SIZE);
    var bytes = (ByteBuffer) picture.image[0];
    for (int y = 0; y < SIZE.height(); y++) {
      for (int x = 0; x < SIZE.width(); x++) {
        int at = y * picture.imageStride + 3 * x;
        frame.argb()[y * SIZE.width() + x] =
            0xff000000
                | (bytes.get(at + 2) & 255) << 16
                | (bytes.get(at + 1) & 255) << 8
                | (bytes.get(at) & 255);
      }
    }
    return frame;
  }

  private static Made kinora(List<Frame> truth, Fusion fusion) {
    Frame[] made = new Frame[truth.size()];
    long start = System.nanoTime();
    try (Clip clip = new Inbetweener(new EveryOther(truth), FrameRate.parse("48"), 1, fusion)) {
      for (int i = 0; i < made.length; i++) {
        made[i] = new Frame(SIZE);
        clip.read(made[i]);
      }
    }
    return new Made(made, (System.nanoTime() - start) / 1e9);
  }

  private static Made minterpolate(List<Frame> truth) throws Exception {
    Frame[] made = new Frame[truth.size()];
    double seconds = 0;
    try (var filter = new FFmpegFrameFilter(MINTERPOLATE, SIZE.width(), SIZE.height())) {
      filter.setFrameRate(24);
      filter.setPixelFormat(avutil.AV_PIX_FMT_BGR24);
      filter.start();
      for (int i = 0; i < truth.size(); i += 2) {
        var picture = picture(truth.get(i));
        picture.timestamp = Math.round(i / 48.0 * 1e6);
        long start = System.nanoTime();
        filter.push(picture, avutil.AV_PIX_FMT_BGR24);
        seconds += (System.nanoTime() - start) / 1e9;
        seconds += pull(filter, made);
        picture.close();
      }
      filter.push(null);
      seconds += pull(filter, made);
    }
    return new Made(made, seconds);
  }

  private static double pull(FrameFilter filter, Frame[] into) throws Exception {
    double seconds = 0;
    while (true) {
      long start = System.nanoTime();
      var picture = filter.pull();
      seconds += (System.nanoTime() - start) / 1e9;
      if (picture == null) {
        return seconds;
      }
      int index = (int) Math.round(picture.timestamp * 48 / 1e6);
      if (picture.image != null && index >= 0 && index < into.length) {
        into[index] = frame(picture);
      }
    }
  }

  private static org.bytedeco.javacv.Frame picture(Frame frame) {
    var picture =
        new org.bytedeco.javacv.Frame(
            SIZE.width(), SIZE.height(), org.bytedeco.javacv.Frame.DEPTH_UBYTE, 3);
    var bytes = (ByteBuffer) picture.image[0];
    for (int y = 0; y < SIZE.height(); y++) {
      for (int x = 0; x < SIZE.width(); x++) {
        int argb = frame.argb()[y * SIZE.width() + x];
        int at = y * picture.imageStride + 3 * x;
        bytes.put(at, (byte) argb);
        bytes.put(at + 1, (byte) (argb >> 8));
        bytes.put(at + 2, (byte) (argb >> 16));
      }
    }
    return picture;
  }

  private static Made blend(List<Frame> truth) {
    Frame[] made = truth.toArray(Frame[]::new);
    long start = System.nanoTime();
    for (int i = 1; i + 1 < made.length; i += 2) {
      var mean = new Frame(SIZE);
      int[] a = truth.get(i - 1).argb();
      int[] b = truth.get(i + 1).argb();
      for (int k = 0; k < a.length; k++) {
        mean.argb()[k] = (a[k] & b[k]) + (((a[k] ^ b[k]) & 0xfefefefe) >>> 1);
      }
      made[i] = mean;
    }
    return new Made(made, (System.nanoTime() - start) / 1e9);
  }

  /// Over the left-out frames that all methods can see enough around of.
  private static Score score(List<Frame> truth, Made made) {
    double psnr = 0;
    double ssim = 0;
    int count = 0;
    for (int i = 5; i < truth.size() - 6; i += 2) {
      double[] a = luma(truth.get(i));
      double[] b = luma(made.frames()[i]);
      double square = 0;
      for (int k = 0; k < a.length; k++) {
        square += (a[k] - b[k]) * (a[k] - b[k]);
      }
      psnr += Math.min(60, 10 * Math.log10(255 * 255 / Math.max(1e-9, square / a.length)));
      ssim += ssim(a, b);
      count++;
    }
    return new Score(psnr / count, ssim / count, truth.size() / made.seconds());
  }

  private static double[] luma(Frame frame) {
    return Arrays.stream(frame.argb())
        .mapToDouble(
            argb -> .2126 * (argb >> 16 & 255) + .7152 * (argb >> 8 & 255) + .0722 * (argb & 255))
        .toArray();
  }

  /// Structural similarity (Wang et al. 2004) over windows of 8×8 at every fourth pixel, as
  /// FFmpeg's filter of that name has it.
  private static double ssim(double[] a, double[] b) {
    int w = SIZE.width();
    double sum = 0;
    int windows = 0;
    for (int top = 0; top + 8 <= SIZE.height(); top += 4) {
      for (int left = 0; left + 8 <= w; left += 4) {
        double sa = 0;
        double sb = 0;
        double saa = 0;
        double sbb = 0;
        double sab = 0;
        for (int y = top; y < top + 8; y++) {
          for (int x = left; x < left + 8; x++) {
            double u = a[y * w + x];
            double v = b[y * w + x];
            sa += u;
            sb += v;
            saa += u * u;
            sbb += v * v;
            sab += u * v;
          }
        }
        double ma = sa / 64;
        double mb = sb / 64;
        double va = saa / 64 - ma * ma;
        double vb = sbb / 64 - mb * mb;
        double cov = sab / 64 - ma * mb;
        double c1 = 6.5025;
        double c2 = 58.5225;
        sum += (2 * ma * mb + c1) * (2 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
        windows++;
      }
    }
    return sum / windows;
  }

  /// Every second frame, at half the rate.
  private static final class EveryOther implements Clip {
    private final List<Frame> frames;
    private int next;

    EveryOther(List<Frame> frames) {
      this.frames = frames;
    }

    @Override
    public FrameSize size() {
      return SIZE;
    }

    @Override
    public FrameRate rate() {
      return FrameRate.parse("24");
    }

    @Override
    public long frames() {
      return (frames.size() + 1) / 2;
    }

    @Override
    public boolean read(Frame into) {
      if (next >= frames.size()) {
        return false;
      }
      System.arraycopy(frames.get(next).argb(), 0, into.argb(), 0, into.argb().length);
      next += 2;
      return true;
    }

    @Override
    public void close() {}
  }
}
