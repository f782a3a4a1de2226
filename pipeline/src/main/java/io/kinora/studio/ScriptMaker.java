package io.kinora.studio;

import io.kinora.clip.Clip;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.Sound;
import io.kinora.error.MediaFailure;
import io.kinora.motion.flow.DenseFlow;
import io.kinora.read.Inputs;
import io.kinora.read.SoundReader;
import io.kinora.render.Look;
import io.kinora.render.Look.Step;
import io.kinora.render.operation.Kind;
import io.kinora.render.sound.Loudness;
import io.kinora.render.sound.Sounds;
import io.kinora.render.sound.Sounds.Piece;
import io.kinora.render.time.StitchedClip;
import io.kinora.render.time.StitchedClip.Part;
import io.kinora.render.time.Transition;
import io.kinora.script.Caption;
import io.kinora.script.Narration;
import io.kinora.script.Script;
import io.kinora.script.ScriptCaptions;
import io.kinora.script.ScriptSettings;
import io.kinora.script.ScriptShot;
import io.kinora.script.Speech;
import io.kinora.studio.Film.Output;
import io.kinora.style.Stylizer;
import io.kinora.write.Exporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes the film of a script: draws the takes that are not in the cache, then joins all.
final class ScriptMaker {
  /// The volume of music under speech, and the length of its ramps in seconds.
  private static final double DUCKED = .25, RAMP_SECONDS = .4;

  /// The work of joining a frame, relative to drawing it.
  private static final double JOINING = .25;

  private final Studio studio;
  private final ScriptFilm asked;
  private final ScriptSettings settings;
  private final ShotCache cache;
  private final Progress progress;
  private final List<Take> takes;
  private final List<Path> files;

  /// @param weights SHA-256 of the engine's weights
  ScriptMaker(Studio studio, ScriptFilm asked, List<Take> all, String weights, Progress progress) {
    this.studio = studio;
    this.asked = asked;
    this.progress = progress;
    settings = asked.script().settings();
    cache = new ShotCache(asked.cache());
    takes = all.stream().filter(this::wanted).toList();
    files = takes.stream().map(take -> cache.file(take.film(), weights)).toList();
  }

  private boolean wanted(Take take) {
    return asked.shot() == 0
        || take.shots().stream().anyMatch(shot -> shot.number() == asked.shot());
  }

  ScriptMade make() {
    Output output = asked.output();
    Exporter.check(output.file(), output.overwrite(), output.encoding());
    Assembly.checkAudio(settings.music());
    for (ScriptShot shot : shots()) {
      if (shot.narration() != null) {
        Assembly.checkAudio(shot.narration().file());
      }
    }
    settings.look().notes().forEach(progress::note);
    Stylizer.check(settings.style(), false);
    int drawn = draw();
    return join(drawn);
  }

  private List<ScriptShot> shots() {
    return takes.stream().flatMap(take -> take.shots().stream()).toList();
  }

  /// Draws the missing takes; finished takes stay in the cache even if a later one fails.
  private int draw() {
    double all = 0;
    for (int i = 0; i < takes.size(); i++) {
      all += (missing(i) ? 1 + JOINING : JOINING) * takes.get(i).seconds();
    }
    double done = 0;
    int drawn = 0;
    for (int i = 0; i < takes.size(); i++) {
      if (missing(i)) {
        double length = takes.get(i).seconds();
        cache.draw(
            studio,
            takes.get(i).film(),
            files.get(i),
            progress.part(done / all, (done + length) / all));
        done += length;
        drawn++;
      }
    }
    return drawn;
  }

  private boolean missing(int i) {
    return asked.fresh() || !cache.has(files.get(i));
  }

  private ScriptMade join(int drawn) {
    FrameSize size = takes.getFirst().film().format().size();
    FrameRate rate = takes.getFirst().film().format().rate();
    var parts = new ArrayList<Part>();
    var transitions = new ArrayList<Transition>();
    for (int i = 0; i < takes.size(); i++) {
      Path file = files.get(i);
      parts.add(new Part(rate.frames(takes.get(i).seconds()), () -> Inputs.open(file, rate)));
      if (i > 0) {
        transitions.add(takes.get(i).shots().getFirst().transition());
      }
    }
    var stitched = new StitchedClip(size, rate, false, parts, transitions);
    RenderRecord record = record();
    try (Clip styled =
            Stylizer.apply(
                settings.look().apply(stitched),
                settings.style(),
                DenseFlow.Pair::new,
                progress::note);
        Clip looked =
            words(stitched).apply(styled); // after the style, so that they are not painted over
        Sound sound = sound(stitched, looked)) {
      Exporter.write(
          looked,
          sound,
          asked.output().file(),
          asked.output().overwrite(),
          asked.output().encoding(),
          record.json(),
          progress.part(share(drawn), 1));
      return new ScriptMade(
          record, drawn, takes.size() - drawn, looked.size(), looked.rate(), looked.frames());
    }
  }

  /// The share of the work before the joining.
  private double share(int drawn) {
    double part = (double) drawn / takes.size();
    return part / (part + JOINING);
  }

  private RenderRecord record() {
    var sources = new ArrayList<RenderRecord.Source>();
    for (Path file : files) {
      sources.add(RenderRecord.Source.of(file, Inputs.find(file).record()));
    }
    Script script = asked.script();
    var steps = new ArrayList<String>();
    for (Take take : takes) {
      ScriptShot first = take.shots().getFirst();
      steps.add("shot %d %s".formatted(first.number(), first.title()));
    }
    settings.look().texts().forEach(steps::add);
    if (settings.style() != null) {
      steps.addAll(settings.style().steps());
    }
    return new RenderRecord(
        KinoraVersion.current(),
        sources,
        steps,
        Optional.empty(),
        Optional.of(new RenderRecord.ScriptText(script.name(), script.text())),
        Optional.empty());
  }

  /// The captions of the script as a look.
  private Look words(StitchedClip stitched) {
    var steps = new ArrayList<Step>();
    settings.look().steps().stream().filter(s -> s.kind() == Kind.FONT).forEach(steps::add);
    var captions = new ScriptCaptions(settings.captions().equals("top"));
    if (!settings.title().isEmpty() && asked.shot() == 0) {
      captions.title(settings.title(), takes.getFirst().seconds());
    }
    for (int i = 0; i < takes.size() && !settings.captions().equals("off"); i++) {
      FrameRate rate = stitched.rate();
      double at = rate.seconds(stitched.start(i));
      double from = at + rate.seconds(i == 0 ? 0 : stitched.shared(i - 1));
      double to = at + takes.get(i).seconds() - rate.seconds(stitched.shared(i));
      for (ScriptShot shot : takes.get(i).shots()) {
        for (Caption caption : shot.captions()) {
          captions.add(caption, at, from, to);
        }
        at += shot.seconds();
      }
    }
    if (!captions.isEmpty()) {
      steps.add(new Step(Kind.EFFECT, "subtitles", written(captions.file()).toString()));
    }
    var look = new Look(steps);
    look.notes().forEach(progress::note);
    return look;
  }

  private Path written(byte[] text) {
    Path file = cache.file(new String(text, java.nio.charset.StandardCharsets.UTF_8), ".ass");
    try {
      Files.write(file, text);
      return file;
    } catch (IOException e) {
      throw new MediaFailure(
          "The captions cannot be written to %s: %s.".formatted(file, e.getMessage()),
          "Name another folder for drawn shots.",
          "script",
          e);
    }
  }

  /// Music for the whole film, quieter during narration; null for silence.
  private @Nullable Sound sound(StitchedClip stitched, Clip film) {
    List<Piece> speech = speech(stitched);
    Path music = asked.shot() == 0 ? settings.music() : null;
    Supplier<Sound> under =
        music == null
            ? null
            : () ->
                Sounds.ducked(
                    Sounds.louder(Assembly.music(music, film), settings.volume()),
                    speech,
                    DUCKED,
                    Math.round(RAMP_SECONDS * Sound.RATE));
    Supplier<Sound> said = speech.isEmpty() ? null : () -> Sounds.joined(speech);
    Supplier<Sound> whole =
        under == null ? said : said == null ? under : () -> Sounds.mixed(under.get(), said.get());
    if (whole == null || settings.loudness() == null) {
      return whole == null ? null : whole.get();
    }
    try (Sound heard = whole.get()) {
      long pairs = Assembly.pairs(film.rate(), film.frames());
      double factor = Loudness.of(heard, pairs).factor(settings.loudness());
      return Sounds.louder(whole.get(), factor);
    }
  }

  private List<Piece> speech(StitchedClip stitched) {
    var pieces = new ArrayList<Piece>();
    for (int i = 0; i < takes.size(); i++) {
      double at = stitched.rate().seconds(stitched.start(i));
      for (ScriptShot shot : takes.get(i).shots()) {
        Path file = spoken(shot);
        if (file != null) {
          long from = Math.round(at * Sound.RATE);
          long length = length(file);
          long room = Math.round(shot.seconds() * Sound.RATE);
          if (length > room) {
            progress.note(
                "the narration of shot %d lasts %.1f s, the shot %.1f s: its end is cut."
                    .formatted(shot.number(), (double) length / Sound.RATE, shot.seconds()));
          }
          pieces.add(new Piece(from, from + Math.min(length, room), () -> SoundReader.of(file)));
        }
        at += shot.seconds();
      }
    }
    return pieces;
  }

  private @Nullable Path spoken(ScriptShot shot) {
    Narration narration = shot.narration();
    if (narration == null || narration.words() == null) {
      return narration == null ? null : narration.file();
    }
    Path file = cache.file(String.join("\n", settings.speech()) + narration.words(), ".wav");
    if (!cache.has(file)) {
      Speech.speak(settings.speech(), narration.words(), file);
    }
    return file;
  }

  private static long length(Path file) {
    try (Sound sound = SoundReader.of(file)) {
      var samples = new float[1 << 15];
      long pairs = 0;
      for (int read = sound.read(samples); read > 0; read = sound.read(samples)) {
        pairs += read;
      }
      return pairs;
    }
  }
}
