package io.kinora.server.jobs;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.error.BadRequest;
import io.kinora.read.MediaInfo;
import io.kinora.render.Fit;
import io.kinora.render.Look;
import io.kinora.render.Scaler;
import io.kinora.render.time.Transition;
import io.kinora.script.Script;
import io.kinora.server.files.FileStore;
import io.kinora.server.jobs.JobRequest.Delivery;
import io.kinora.server.jobs.JobRequest.Input;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Region;
import io.kinora.studio.Engines;
import io.kinora.studio.Extension;
import io.kinora.studio.Film;
import io.kinora.studio.Film.Output;
import io.kinora.studio.FilmRecord;
import io.kinora.studio.Interpolation;
import io.kinora.studio.Montage;
import io.kinora.studio.RenderRecord;
import io.kinora.studio.ScriptFilm;
import io.kinora.studio.Studio;
import io.kinora.studio.motion.MotionReport;
import io.kinora.style.StyleChoice;
import io.kinora.write.Container;
import io.kinora.write.Encoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Executes a request in its own folder, through the public API of [Studio].
final class Rendering {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JobRequest request;
  private final FileStore files;
  private final Map<String, String> operatorOptions;
  private final Path folder;
  private final Path out;

  /// @param operatorOptions settings of the engine from the operator
  /// @param folder an empty folder, which the caller deletes
  Rendering(JobRequest request, FileStore files, Map<String, String> operatorOptions, Path folder) {
    this.request = request;
    this.files = files;
    this.operatorOptions = operatorOptions;
    this.folder = folder;
    out = folder.resolve("video" + request.delivery().ending());
  }

  private Output output() {
    Delivery delivery = request.delivery();
    return new Output(
        out,
        true,
        new Encoding(Container.of(out), delivery.codec(), null, null, delivery.profile()));
  }

  /// The result of a request.
  ///
  /// @param about its size, length and record
  record Made(Path file, ObjectNode about) {}

  Made run(Studio studio, Progress progress) {
    ObjectNode record =
        switch (request.operation()) {
          case TEXT_TO_VIDEO, IMAGE_TO_VIDEO -> draw(studio, progress);
          case EXTEND -> extend(studio, progress);
          case VIDEO_UPSCALE, RENDER -> studio.render(montage(), progress).record().tree();
          case FRAME_RATE -> interpolate(progress);
          case SCRIPT -> studio.film(scriptFilm(), progress).record().tree();
          case MOTION -> measure(progress);
        };
    return new Made(out, about(record));
  }

  /// Writes motion measurements, or a picture of the vectors, and returns the totals.
  private ObjectNode measure(Progress progress) {
    Path video = videos().getFirst();
    ObjectNode whole = JSON.createObjectNode();
    if (!request.delivery().isNumbers()) {
      MotionReport.picture(video, output(), progress);
      return whole;
    }
    ObjectNode numbers = MotionReport.numbers(video, progress);
    try {
      Files.writeString(out, JSON.writeValueAsString(numbers));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String name : List.of("mean", "meanSpeed", "support")) {
      whole.set(name, numbers.get(name));
    }
    return whole;
  }

  private ObjectNode about(ObjectNode record) {
    ObjectNode about = JSON.createObjectNode();
    if (request.delivery().isVideo()) {
      MediaInfo info = MediaInfo.read(out);
      about.put("width", info.video().width()).put("height", info.video().height());
      about.put("fps", info.video().rate().toString()).put("frames", info.video().frames());
      about.put("seconds", info.seconds());
    }
    about.set("record", record);
    return about;
  }

  private ObjectNode draw(Studio studio, Progress progress) {
    FilmRecord record = studio.make(film(), progress);
    return record.tree();
  }

  private Film film() {
    var movement =
        new Movement(
            request.motion().camera(),
            request.motion().parallax(),
            request.motion().subject(),
            regions());
    String engine = request.engine().isEmpty() ? Film.DEFAULT_ENGINE : request.engine();
    return Film.of(request.prompt())
        .engine(engine, options())
        .seed(request.seed())
        .format(request.format())
        .movement(movement)
        .finish(new Film.Finish(look(), style(), audio()))
        .output(output());
  }

  private Look look() {
    return Look.parse(request.extras().look());
  }

  private @Nullable StyleChoice style() {
    JobRequest.Style style = request.extras().style();
    List<Input> picture = request.inputs("style");
    if (style == null) {
      return null;
    }
    String name =
        picture.isEmpty() ? style.name() : fetched(picture.getFirst(), "style").toString();
    return new StyleChoice(name, style.to(), style.strength(), null);
  }

  private SortedMap<String, String> merged() {
    var options = new TreeMap<>(operatorOptions);
    options.putAll(request.options());
    return options;
  }

  private EngineOptions options() {
    SortedMap<String, String> options = merged();
    int number = 0;
    for (Input input : request.inputs()) {
      if (input.role().startsWith("image-")) {
        options.put(input.role(), fetched(input, "image" + number++).toString());
        if (!input.note().isEmpty()) {
          options.put(input.role() + "-noun", input.note());
        }
      }
    }
    return words(EngineOptions.of(options));
  }

  /// The options with the client's words that the request names, in addition to the operator's.
  private EngineOptions words(EngineOptions options) {
    var named = new ArrayList<String>();
    options.get("words").ifPresent(named::add);
    int own = 0;
    for (Input input : request.inputs("word")) {
      named.add(fetched(input, "word" + own++).toString());
    }
    return own == 0 ? options : options.with("words", String.join("\n", named));
  }

  private List<Region> regions() {
    var regions = new ArrayList<Region>();
    for (Input input : request.inputs("region")) {
      Path mask = fetched(input, "mask" + regions.size());
      regions.add(Region.parse(mask + ":" + input.note()));
    }
    return regions;
  }

  private @Nullable Path audio() {
    List<Input> audio = request.inputs("audio");
    return audio.isEmpty() ? null : fetched(audio.getFirst(), "audio");
  }

  private Path fetched(Input input, String name) {
    Path file = folder.resolve(name + input.key().substring(input.key().lastIndexOf('.')));
    files.get(input.key(), file);
    return file;
  }

  private List<Path> videos() {
    var videos = new ArrayList<Path>();
    for (Input input : request.inputs("video")) {
      videos.add(fetched(input, "input" + videos.size()));
    }
    if (videos.isEmpty()) {
      throw new BadRequest("The request has no input video.", "Name one.", "server-asset");
    }
    return videos;
  }

  /// Extends the film: by the same shot, or from its last frame, if the engine can. Otherwise, or
  /// if the prompt names words of the client, a new shot of the prompt follows.
  private ObjectNode extend(Studio studio, Progress progress) {
    Path video = videos().getFirst();
    MediaInfo info = MediaInfo.read(video);
    Optional<Film> drawn = drawn(info);
    String engine =
        !request.engine().isEmpty()
            ? request.engine()
            : drawn.map(film -> film.engine().name()).orElse(Film.DEFAULT_ENGINE);
    boolean same =
        request.prompt().isEmpty()
            || drawn.filter(film -> film.prompt().equals(request.prompt())).isPresent();
    boolean ownFilm = drawn.filter(film -> film.engine().name().equals(engine)).isPresent();
    boolean prolongs = prolongs(engine);
    boolean ownWords = !request.inputs("word").isEmpty(); // their files have moved
    if (prolongs && (ownWords || !(same && ownFilm))) {
      return follow(studio, video, info, progress);
    }
    var drawing =
        new Extension.Drawing(
            engine,
            prolongs ? EngineOptions.NONE : EngineOptions.of(merged()),
            request.prompt().isEmpty() || prolongs ? null : request.prompt(),
            prolongs ? null : request.seed(),
            null);
    var extension = new Extension(video, request.format().seconds(), drawing, output());
    return studio.extend(extension, progress).record();
  }

  private Optional<Film> drawn(MediaInfo info) {
    return info.record()
        .filter(record -> !RenderRecord.isRendered(record))
        .map(record -> FilmRecord.parse(record, "the video").film());
  }

  private static boolean prolongs(String name) {
    try (Engine engine = Engines.named(name)) {
      return engine.prolongs();
    }
  }

  private ObjectNode follow(Studio studio, Path video, MediaInfo info, Progress progress) {
    if (request.prompt().isEmpty()) {
      throw new BadRequest(
          "The video has no record of how it was drawn, so its continuation is unknown.",
          "Give a prompt for it.",
          "extend");
    }
    Path next = folder.resolve("next.mp4");
    FrameSize size = request.format().size();
    FrameRate rate =
        FrameRate.parse(
            "%s/%s".formatted(info.video().rate().numerator(), info.video().rate().denominator()));
    Film film =
        film()
            .format(new Format(size, rate, request.format().seconds()))
            .output(new Output(next, true));
    FilmRecord _ = studio.make(film, progress.part(0, .9));
    var joining =
        new Montage.Joining(
            Transition.parse(request.extras().transition()),
            Fit.CROP,
            null,
            null,
            Scaler.LANCZOS,
            Montage.Balance.NONE,
            Montage.Joining.STILL);
    var montage =
        new Montage(
            List.of(video, next), joining, List.of(), Look.NONE, Montage.Soundtrack.KEPT, output());
    return studio.render(montage, progress.part(.9, 1)).record().tree();
  }

  private Montage montage() {
    var extras = request.extras();
    boolean grows = request.operation() == Operation.VIDEO_UPSCALE;
    var joining =
        new Montage.Joining(
            Transition.parse(extras.transition()),
            grows ? Fit.LETTERBOX : Fit.CROP,
            extras.target(),
            extras.rate(),
            grows ? Scaler.LEARNED : Scaler.LANCZOS,
            Montage.Balance.NONE,
            Montage.Joining.STILL);
    Path audio = audio();
    var sound =
        audio == null
            ? Montage.Soundtrack.KEPT
            : new Montage.Soundtrack(audio, Montage.InputSound.KEEP, null);
    return new Montage(videos(), joining, regions(), look(), style(), sound, output());
  }

  private ObjectNode interpolate(Progress progress) {
    var extras = request.extras();
    var report =
        new Interpolation(videos().getFirst(), extras.rate(), extras.slower(), output())
            .write(progress);
    return JSON.createObjectNode().put("from", report.from().toString());
  }

  /// Makes a small preview of a script, or of one of its shots.
  ///
  /// @param shot its number from 1; 0 is all of them
  Path preview(Studio studio, int shot, Progress progress) {
    var film = new ScriptFilm(script(), shot, true, false, shots(), output());
    Object _ = studio.film(film, progress);
    return out;
  }

  private ScriptFilm scriptFilm() {
    return new ScriptFilm(script(), shots(), output());
  }

  /// The cache of drawn shots, which outlives the job: the next film of the script draws only
  /// changed shots. A shot's key is a hash of all inputs of its drawing, so a client can get only
  /// shots that it could also have drawn.
  private Path shots() {
    return folder.resolveSibling("shots");
  }

  private Script script() {
    Path beside = folder.resolve("script");
    var names = new TreeSet<String>();
    try {
      Files.createDirectories(beside);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Input input : request.inputs("file")) {
      names.add(input.note());
      files.get(input.key(), beside.resolve(input.note()));
    }
    Script script =
        Script.parseClosed(request.extras().script(), beside.resolve("script.md"), names);
    return script.with(words(script.settings().options()));
  }
}
