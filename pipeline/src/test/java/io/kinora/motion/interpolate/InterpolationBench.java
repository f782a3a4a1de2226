package io.kinora.motion.interpolate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.ListedClip;
import io.kinora.clip.Progress;
import io.kinora.studio.Film;
import io.kinora.studio.Interpolation;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacv.FFmpegFrameFilter;
import org.bytedeco.javacv.FrameFilter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every other frame of clips that the training world has not rendered is left out and made again:
/// by Kinora, by FFmpeg's `minterpolate`, and by plain blending. Prints quality and speed of all
/// three (frames of the result per second, and milliseconds of processors per frame), then the
/// speed of both from file to file at 1280×720:
///
///     mvn test -pl pipeline -am -Dtest=InterpolationBench -Dtest.groups.excluded=gpu \
///         -Dsurefire.failIfNoSpecifiedTests=false
///
/// `-Dkinora.photographs=DIR` adds clips that move over the pictures of a folder,
/// `-Dkinora.fusion=FILE` takes other weights, `-Dkinora.fusion=rule` the rule that the net begins
/// with.
@Tag("bench")
class InterpolationBench {
  private static final FrameSize SIZE = FrameSize.parse(setting("kinora.bench.size", "640x360"));
  private static final int FRAMES = Integer.parseInt(setting("kinora.bench.frames", "41"));
  private static final String ONLY = setting("kinora.bench.clips", "");

  private static final String FILE_FILTER =
      "minterpolate=fps=48:mi_mode=mci:mc_mode=aobmc:me_mode=bidir:vsbmc=1";

  private static final String MINTERPOLATE = FILE_FILTER + ",format=bgr24";

  private record Score(double psnr, double ssim, double perSecond, double cpuMs) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%6.2f dB %.4f %6.1f/s %4.0f ms", psnr, ssim, perSecond, cpuMs);
    }
  }

  private static String setting(String name, String otherwise) {
    return System.getProperty(name, otherwise);
  }

  @Test
  void beats_minterpolate_and_blending() throws Exception {
    avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    List<Score> ours = new ArrayList<>();
    List<Score> theirs = new ArrayList<>();
    List<Score> blends = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try (Fusion fusion = fusion()) {
      for (var one : new HeldOutClips(SIZE, FRAMES).all(setting("kinora.photographs", ""))) {
        if (!one.name().contains(ONLY)) {
          continue;
        }
        List<Frame> truth = one.frames(FRAMES);
        names.add(one.name());
        ours.add(score(truth, kinora(truth, fusion)));
        theirs.add(score(truth, minterpolate(truth)));
        blends.add(score(truth, blend(truth)));
        print(one.name(), ours.getLast(), theirs.getLast(), blends.getLast());
      }
    }
    print("mean", mean(ours), mean(theirs), mean(blends));
    assertThat(mean(ours).psnr()).isGreaterThan(mean(theirs).psnr() + 1);
    assertThat(mean(ours).ssim()).isGreaterThan(mean(theirs).ssim() + .01);
    assertThat(mean(ours).perSecond()).isGreaterThan(mean(theirs).perSecond());
    for (int i = 0; i < ours.size(); i++) {
      assertThat(ours.get(i).psnr()).as(names.get(i)).isGreaterThan(blends.get(i).psnr() - .2);
    }
  }

  /// 720p from 24 to 48 frames per second, file to file, read and coded alike.
  @Test
  void beats_minterpolate_from_file_to_file(@TempDir Path folder) throws Exception {
    String ffmpeg = Loader.load(org.bytedeco.ffmpeg.ffmpeg.class);
    Path in = folder.resolve("in.mp4");
    String source = "testsrc2=size=1280x720:rate=24:duration=2";
    run(List.of(ffmpeg, "-v", "error", "-f", "lavfi", "-i", source), in);
    Path out = folder.resolve("out.mp4");
    double ours = 0;
    double theirs = 0;
    for (int round = 0; round < 3; round++) { // the first one warms up
      double cpu = cpu();
      long start = System.nanoTime();
      var whole = new Interpolation(in, FrameRate.parse("48"), 1, new Film.Output(out, true));
      long frames = whole.write(Progress.NONE).frames();
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "720p, 24 to 48: kinora %.1f frames/s, %.0f ms of processors each%n",
          frames / seconds, 1000 * (cpu() - cpu) / frames);
      ours = Math.max(ours, frames / seconds);
      start = System.nanoTime();
      run(List.of(ffmpeg, "-v", "error", "-y", "-i", in.toString(), "-vf", FILE_FILTER), out);
      seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf("720p, 24 to 48: minterpolate %.1f frames/s%n", frames / seconds);
      theirs = Math.max(theirs, frames / seconds);
    }
    assertThat(ours).isGreaterThan(theirs).isGreaterThan(8);
  }

  private static void run(List<String> command, Path out) throws Exception {
    var all = new ArrayList<>(command);
    all.addAll(List.of("-c:v", "libopenh264", "-profile:v", "high", "-rc_mode", "quality"));
    all.addAll(List.of("-qmin", "18", "-qmax", "18", "-pix_fmt", "yuv420p", out.toString()));
    assertThat(new ProcessBuilder(all).inheritIO().start().waitFor()).isZero();
  }

  private static void print(String name, Score ours, Score theirs, Score blend) {
    System.out.printf("%-20s kinora %s   minterpolate %s   blend %s%n", name, ours, theirs, blend);
  }

  private static Fusion fusion() {
    String file = setting("kinora.fusion", "");
    return switch (file) {
      case "" -> Fusion.bundled();
      case "rule" -> new Fusion(new FusionNet());
      default -> Fusion.open(Path.of(file));
    };
  }

  private static Score mean(List<Score> scores) {
    return new Score(
        scores.stream().mapToDouble(Score::psnr).average().orElseThrow(),
        scores.stream().mapToDouble(Score::ssim).average().orElseThrow(),
        scores.size() / scores.stream().mapToDouble(s -> 1 / s.perSecond()).sum(),
        scores.stream().mapToDouble(Score::cpuMs).average().orElseThrow());
  }

  /// Frames, how long they took, and how long processors were busy, which is fair where other work
  /// takes turns with ours.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Made(Frame[] frames, double seconds, double cpuSeconds) {}

  private static double cpu() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  private static Made kinora(List<Frame> truth, Fusion fusion) {
    Frame[] made = new Frame[truth.size()];
    double cpu = cpu();
    long start = System.nanoTime();
    try (Clip clip = new Inbetweener(everyOther(truth), FrameRate.parse("48"), 1, fusion)) {
      for (int i = 0; i < made.length; i++) {
        made[i] = new Frame(SIZE);
        clip.read(made[i]);
      }
    }
    return new Made(made, (System.nanoTime() - start) / 1e9, cpu() - cpu);
  }

  private static Made minterpolate(List<Frame> truth) throws Exception {
    Frame[] made = new Frame[truth.size()];
    double seconds = 0;
    double cpu = cpu();
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
    return new Made(made, seconds, cpu() - cpu);
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
        into[index] = HeldOutClips.frame(picture, SIZE);
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
    double cpu = cpu();
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
    return new Made(made, (System.nanoTime() - start) / 1e9, cpu() - cpu);
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
    return new Score(
        psnr / count,
        ssim / count,
        truth.size() / made.seconds(),
        1000 * made.cpuSeconds() / truth.size());
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
  private static Clip everyOther(List<Frame> frames) {
    var half = new ArrayList<Frame>();
    for (int i = 0; i < frames.size(); i += 2) {
      half.add(frames.get(i));
    }
    return new ListedClip(half, FrameRate.parse("24"));
  }
}
