package io.kinora.studio;

import io.kinora.clip.Clip;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.Sound;
import io.kinora.error.BadRequest;
import io.kinora.motion.flow.DenseFlow;
import io.kinora.motion.region.MovedRegions;
import io.kinora.read.Inputs;
import io.kinora.read.Inputs.Found;
import io.kinora.read.SoundReader;
import io.kinora.render.Look;
import io.kinora.render.sound.Loudness;
import io.kinora.render.sound.Sounds;
import io.kinora.render.sound.Sounds.Piece;
import io.kinora.render.time.ConformedClip;
import io.kinora.render.time.StitchedClip;
import io.kinora.render.time.StitchedClip.Part;
import io.kinora.studio.Film.Output;
import io.kinora.style.Stylizer;
import io.kinora.write.Exporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes a [Montage].
final class Assembly {
  /// The length of the music's fade-out at the end, in seconds.
  private static final double FADE = 1;

  /// The maximum frame rate of inputs.
  private static final int MOST = 120;

  private final Montage montage;
  private final FrameSize size;
  private final FrameRate rate;
  private final List<Part> parts = new ArrayList<>();
  private final List<String> measured = new ArrayList<>();
  private final Map<Path, Found> found = new LinkedHashMap<>();
  private boolean alpha;

  private Assembly(Montage montage) {
    this.montage = montage;
    montage.inputs().forEach(input -> found.computeIfAbsent(input, Inputs::find));
    for (Found input : found.values()) {
      if (input.isPicture()) {
        measured.add(name(input) + ": still " + montage.joining().still());
      }
      if (input.rate() > MOST) {
        measured.add("%s: 120 of its %.0f frames a second".formatted(name(input), input.rate()));
      }
      input.changes().forEach(change -> measured.add(name(input) + ": " + change));
    }
    FrameSize asked = montage.joining().size();
    FrameRate askedRate = montage.joining().rate();
    try (var first = source(montage.inputs().getFirst())) {
      size = asked == null ? first.size() : asked;
      rate = askedRate == null ? first.rate() : askedRate;
    }
    Balancing balancing = Balancing.of(montage.joining().balance());
    for (Path input : montage.inputs()) {
      Look balanced = balancing.look(() -> source(input));
      balanced.texts().forEach(text -> measured.add(input.getFileName() + ": " + text));
      try (Clip clip = ConformedClip.of(source(input), rate)) {
        if (clip.frames() == 0) {
          throw new BadRequest(
              "The video \"" + input + "\" has no frames.",
              "Name one that has frames.",
              "input-file");
        }
        alpha |= clip.hasAlpha();
        parts.add(new Part(clip.frames(), () -> open(input, balanced)));
      }
    }
  }

  private static String name(Found input) {
    return String.valueOf(input.path().getFileName());
  }

  private Found found(Path input) {
    return Objects.requireNonNull(found.get(input));
  }

  private Clip source(Path input) {
    FrameRate asked = montage.joining().rate();
    Clip clip = Inputs.open(input, asked);
    return found(input).isPicture()
        ? StillClip.of(clip, asked == null ? FrameRate.DEFAULT : asked, montage.joining().still())
        : clip;
  }

  private Clip open(Path input, Look balanced) {
    Clip clip = ConformedClip.of(source(input), rate);
    return montage.joining().fit().apply(balanced.apply(clip), size, montage.joining().scaler());
  }

  static Rendered make(Montage montage, Progress progress) {
    Output output = montage.output();
    Exporter.check(output.file(), output.overwrite(), output.encoding());
    checkAudio(montage.sound().audio());
    montage.look().notes().forEach(progress::note);
    var assembly = new Assembly(montage);
    boolean still = montage.inputs().stream().allMatch(input -> assembly.found(input).isPicture());
    Stylizer.check(montage.style(), still && montage.inputs().size() == 1);
    var sources =
        montage.inputs().stream()
            .map(input -> RenderRecord.Source.of(input, assembly.found(input).record()))
            .toList();
    MovedRegions.check(montage.regions(), assembly.size);
    var steps = new ArrayList<>(assembly.measured);
    steps.addAll(montage.steps());
    var record =
        new RenderRecord(
            KinoraVersion.current(),
            sources,
            steps,
            Optional.empty(),
            Optional.empty(),
            montage.painting());
    return assembly.write(record, progress);
  }

  private Rendered write(RenderRecord record, Progress progress) {
    Output output = montage.output();
    var transitions = Collections.nCopies(parts.size() - 1, montage.joining().transition());
    var stitched = new StitchedClip(size, rate, alpha, parts, transitions);
    // A film of one input needs no stitching, and its pictures need not be copied.
    Clip whole = parts.size() == 1 ? parts.getFirst().open().get() : stitched;
    try (Clip looked = montage.look().apply(MovedRegions.of(whole, montage.regions()));
        Clip styled = Stylizer.apply(looked, montage.style(), DenseFlow.Pair::new, progress::note);
        Sound sound = sound(stitched, styled)) {
      Exporter.write(
          styled,
          sound,
          output.file(),
          output.overwrite(),
          output.encoding(),
          record.json(),
          progress);
      return new Rendered(record, looked.size(), looked.rate(), looked.frames());
    }
  }

  /// The sound of `film`; null for none.
  private @Nullable Sound sound(StitchedClip stitched, Clip film) {
    Path audio = montage.sound().audio();
    // Sound is dropped if the picture runs backwards or at another speed.
    boolean hears = montage.sound().hearsInputs() && !montage.look().retimes();
    Supplier<Sound> inputs = hears ? inputs(stitched) : null;
    Supplier<Sound> music = audio == null ? null : () -> music(audio, film);
    Supplier<Sound> whole =
        inputs == null || music == null
            ? (inputs == null ? music : inputs)
            : () -> Sounds.mixed(inputs.get(), music.get());
    if (whole == null) {
      return null;
    }
    Double loudness = montage.sound().loudness();
    if (loudness == null) {
      return whole.get();
    }
    try (Sound heard = whole.get()) {
      double factor = Loudness.of(heard, pairs(film.rate(), film.frames())).factor(loudness);
      return Sounds.louder(whole.get(), factor);
    }
  }

  /// The sound of the inputs, each at the position of its pictures; null if all are silent.
  private @Nullable Supplier<Sound> inputs(StitchedClip stitched) {
    boolean silent = true;
    var pieces = new ArrayList<Piece>();
    for (int i = 0; i < parts.size(); i++) {
      Path input = montage.inputs().get(i);
      silent &= !found(input).hasSound();
      long from = pairs(rate, stitched.start(i));
      long to = pairs(rate, stitched.start(i) + parts.get(i).frames());
      pieces.add(new Piece(from, to, () -> ofVideo(input)));
    }
    return silent ? null : () -> Sounds.joined(pieces);
  }

  static Sound ofVideo(Path input) {
    return Inputs.find(input).hasSound()
        ? SoundReader.ofVideo(input).<Sound>map(sound -> sound).orElseGet(Sounds::silence)
        : Sounds.silence();
  }

  /// Music as long as a film.
  static Sound music(Path audio, Clip film) {
    return Sounds.looped(
        () -> SoundReader.of(audio),
        pairs(film.rate(), film.frames()),
        Math.round(FADE * Sound.RATE));
  }

  /// Music alone; null if there is none.
  static @Nullable Sound audio(@Nullable Path audio, Clip film) {
    return audio == null ? null : music(audio, film);
  }

  /// Rejects a file without sound before any work is done.
  static void checkAudio(@Nullable Path audio) {
    if (audio == null) {
      return;
    }
    if (!Files.isRegularFile(audio)) {
      throw new BadRequest(
          "The sound file \"" + audio + "\" does not exist.",
          "Name a WAV, MP3, AAC, Ogg or FLAC file.",
          "sound");
    }
    SoundReader.of(audio).close();
  }

  static long pairs(FrameRate rate, long frames) {
    return Math.round(rate.seconds(frames) * Sound.RATE);
  }
}
