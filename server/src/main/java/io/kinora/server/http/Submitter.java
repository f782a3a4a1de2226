package io.kinora.server.http;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.engine.EngineCard;
import io.kinora.engine.EngineOption;
import io.kinora.engine.EngineOption.Values;
import io.kinora.error.KinoraException;
import io.kinora.read.MediaInfo;
import io.kinora.script.Script;
import io.kinora.script.ScriptShot;
import io.kinora.server.database.Database;
import io.kinora.server.http.Assets.Taken;
import io.kinora.server.http.Bodies.Body;
import io.kinora.server.http.Draft.Asset;
import io.kinora.server.jobs.Admission;
import io.kinora.server.jobs.Job;
import io.kinora.server.jobs.JobRequest;
import io.kinora.server.jobs.JobRequest.Extras;
import io.kinora.server.jobs.Operation;
import io.kinora.server.keys.ApiKey;
import io.kinora.server.keys.Secrets;
import io.kinora.server.words.WordStore;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.text.Prompt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Creates jobs from drafts: validates what the dialects cannot, copies the files, and submits the
/// job. Errors are reported before anything is drawn or paid.
public final class Submitter {
  /// A request that is repeated within this time, in milliseconds, refers to the existing job.
  private static final long REPEATED = 60_000;

  private final Services services;
  private final Assets assets;
  private final Map<String, ReentrantLock> onTheirWay = new ConcurrentHashMap<>();

  public Submitter(Services services) {
    this.services = services;
    this.assets = new Assets(services);
  }

  /// Submits a job.
  ///
  /// @param retried whether the client marks this request as a retry
  /// @param address the client's address, for the audit log
  /// @throws Problem if the draft is invalid
  public Job submit(ApiKey key, Draft draft, Body body, boolean retried, String address) {
    String hash =
        Secrets.sha256(draft.dialect + draft.operation + draft.parent + " " + body.hash());
    var lock = onTheirWay.computeIfAbsent(key.id() + hash, _ -> new ReentrantLock());
    lock.lock();
    try {
      Optional<Job> before = retried ? repeated(key, hash) : Optional.empty();
      return before.orElseGet(() -> submit(key, draft, hash, address));
    } finally {
      lock.unlock();
      if (!lock.hasQueuedThreads()) {
        onTheirWay.remove(key.id() + hash, lock);
      }
    }
  }

  private Optional<Job> repeated(ApiKey key, String hash) {
    return services
        .jobs()
        .repeated(key.id(), hash, services.clock().millis() - REPEATED)
        .flatMap(id -> services.jobs().find(key.account(), id));
  }

  private Job submit(ApiKey key, Draft draft, String hash, String address) {
    String id = Admission.newId();
    try {
      JobRequest request = request(key, draft, id);
      Job job =
          services
              .admission()
              .submit(
                  key,
                  new Admission.Submission(
                      id, request, hash, draft.priority, draft.parent, draft.webhook));
      services.audit().add(key, "create " + draft.operation.label(), id, address);
      return job;
    } catch (Database.Broken e) {
      throw e; // the job may exist; the sweep will find out
    } catch (RuntimeException e) {
      services.files().delete("jobs/" + id);
      throw e;
    }
  }

  /// The price of a draft in credits, without creating a job.
  public long quote(ApiKey key, Draft draft) {
    String id = Admission.newId();
    try {
      return services.admission().quote(request(key, draft, id));
    } finally {
      services.files().delete("jobs/" + id);
    }
  }

  /// Validates a draft as for a job, but creates none. The caller must delete the files in the
  /// folder `jobs/ID`.
  ///
  /// @throws Problem if the draft is invalid
  public JobRequest request(ApiKey key, Draft draft, String id) {
    Script script =
        draft.script.isEmpty()
            ? null
            : read(
                "script",
                () -> Script.parseClosed(draft.script, Path.of("script.md"), draft.names()));
    if (script != null) {
      asScript(draft, script);
    }
    EngineCard card = engine(draft);
    checkPrompt(draft);
    draft.hints.forEach(
        (name, value) -> {
          if (card.options().stream().anyMatch(option -> option.name().equals(name))) {
            draft.options.putIfAbsent(name, value);
          }
        });
    checkOptions(draft.options, card);
    if (draft.webhook != null) {
      try {
        services.fetcher().check(draft.webhook);
      } catch (KinoraException e) {
        throw Problem.field("webhook", e.problem());
      }
    }
    if (script != null) {
      checkOptions(script.settings().options().values(), card);
    }
    Taken taken = assets.take(key, parts(draft, card), "jobs/" + id);
    var inputs = new ArrayList<>(taken.inputs());
    inputs.addAll(assets.words(words(key, draft, card), "jobs/" + id));
    Format format = format(draft, taken);
    FrameSize target = target(draft, taken);
    checkSize(target == null ? format.size() : target);
    return new JobRequest(
        draft.dialect,
        draft.operation,
        draft.model,
        draws(draft) ? card.name() : draft.engine == null ? "" : card.name(),
        draft.prompt.strip(),
        draft.seed == null ? Secrets.seed() : draft.seed,
        format,
        draft.motion,
        inputs,
        JobRequest.options(draft.options),
        new Extras(
            draft.look,
            draft.script,
            draft.slower,
            draft.transition,
            target,
            draft.targetRate,
            taken.seconds(),
            draft.style),
        draft.delivery);
  }

  /// The account's words that a request names, if its engine supports words.
  private List<WordStore.Word> words(ApiKey key, Draft draft, EngineCard card) {
    boolean says = draws(draft) || draft.operation == Operation.EXTEND;
    return says && card.options().stream().anyMatch(option -> option.name().equals("words"))
        ? services.words().namedIn(key.account(), draft.prompt + "\n" + draft.script)
        : List.of();
  }

  private static @Nullable FrameSize target(Draft draft, Taken taken) {
    UnaryOperator<FrameSize> wanted = draft.target;
    MediaInfo video = taken.video();
    return wanted == null || video == null
        ? null
        : read(draft.promptField, () -> wanted.apply(size(video)));
  }

  /// Takes size and length from a script, which determines them itself.
  private static void asScript(Draft draft, Script script) {
    var settings = script.settings();
    draft.engine = settings.engine().isEmpty() ? draft.engine : settings.engine();
    draft.size = settings.size();
    draft.rate = settings.rate();
    draft.seconds =
        Math.clamp(
            script.shots().stream().mapToDouble(ScriptShot::seconds).sum(),
            Format.MIN_SECONDS,
            Format.MAX_SECONDS);
  }

  private static boolean draws(Draft draft) {
    return draft.operation == Operation.TEXT_TO_VIDEO
        || draft.operation == Operation.IMAGE_TO_VIDEO
        || draft.operation == Operation.SCRIPT;
  }

  private EngineCard engine(Draft draft) {
    Settings settings = services.settings();
    String name = draft.engine == null ? draft.model : draft.engine;
    Optional<EngineCard> card = settings.engine(name);
    if (card.isEmpty() && draft.engine == null && !draws(draft)) {
      card = settings.engine("house"); // nothing is drawn, so the model does not matter
    }
    return card.orElseThrow(
        () -> {
          String known = String.join("\"|\"", settings.modelNames());
          return Problem.of(
              List.of(
                  new Problem.Issue(
                      "invalid_value",
                      List.of(draft.engine == null ? "model" : "engine"),
                      "Invalid option: expected one of \"" + known + "\"")));
        });
  }

  private static void checkPrompt(Draft draft) {
    boolean needed =
        draft.operation == Operation.TEXT_TO_VIDEO || draft.operation == Operation.IMAGE_TO_VIDEO;
    if (needed || !draft.prompt.isBlank()) {
      String _ = read(draft.promptField, () -> new Prompt(draft.prompt).text());
    }
  }

  /// Returns the result of `body`; its error is attributed to the field.
  private static <T> T read(String field, java.util.function.Supplier<T> body) {
    try {
      return body.get();
    } catch (KinoraException e) {
      throw Problem.field(field, e);
    }
  }

  /// Validates the options of a client, which may give numbers, strings and choices, but must not
  /// name the server's files.
  private static void checkOptions(Map<String, String> options, EngineCard card) {
    for (String name : options.keySet()) {
      Optional<EngineOption> option =
          card.options().stream().filter(known -> known.name().equals(name)).findFirst();
      boolean file =
          option.isPresent()
              && (option.get().values() instanceof Values.File
                  || option.get().values() instanceof Values.Picture);
      if (option.isEmpty() || file) {
        throw Problem.field(
            "options", "The engine \"%s\" has no setting \"%s\" here".formatted(card.name(), name));
      }
    }
    Object _ =
        read(
            "options",
            () -> {
              card.check(EngineOptions.of(options));
              return card;
            });
  }

  /// The assets, where each picture has its role from the engine's card.
  private static List<Asset> parts(Draft draft, EngineCard card) {
    var parts = new ArrayList<Asset>();
    var used = new ArrayList<String>();
    for (Asset asset : draft.assets) {
      String role = asset.role();
      boolean picture =
          role.startsWith("image-") || List.of("first", "last", "reference").contains(role);
      if (!picture) {
        parts.add(asset);
        continue;
      }
      String key = role.startsWith("image-") ? role : pictureKey(card, role, used, asset.field());
      boolean known =
          card.options().stream()
              .filter(option -> option.values() instanceof Values.Picture)
              .anyMatch(option -> option.keys().anyMatch(key::equals));
      if (!known || used.contains(key)) {
        throw Problem.field(
            asset.field(), "The engine \"%s\" accepts no such picture".formatted(card.name()));
      }
      used.add(key);
      parts.add(
          new Asset(
              key,
              asset.field(),
              asset.uri(),
              asset.file(),
              asset.key(),
              asset.note(),
              asset.takes()));
    }
    return parts;
  }

  /// The setting key of a first, last or further picture: the picture role of that name, for a
  /// first one also `scene`, and for others the first unused role.
  private static String pictureKey(EngineCard card, String role, List<String> used, String field) {
    for (EngineOption option : card.options()) {
      if (option.values() instanceof Values.Picture(var names, _)) {
        List<String> wanted =
            switch (role) {
              case "first" -> List.of("first", "scene");
              case "last" -> List.of("last");
              default -> names.stream().filter(name -> !name.matches("first|last|scene")).toList();
            };
        for (String name : wanted) {
          if (names.contains(name) && !used.contains(option.key(name))) {
            return option.key(name);
          }
        }
      }
    }
    throw Problem.field(
        field, "The engine \"%s\" accepts no picture as %s".formatted(card.name(), role));
  }

  private Format format(Draft draft, Taken taken) {
    MediaInfo video = taken.video();
    boolean ofInput = !draws(draft);
    if (ofInput && taken.inputs().stream().noneMatch(input -> input.role().equals("video"))) {
      throw Problem.field("video", "No video is named");
    }
    double most = services.settings().maxSeconds();
    if (draft.seconds > most && (draws(draft) || draft.operation == Operation.EXTEND)) {
      throw Problem.field(
          "duration", "Films of this server last at most %s seconds".formatted(most));
    }
    FrameSize size = draft.size == null ? FrameSize.DEFAULT : draft.size;
    FrameRate rate = draft.rate;
    double seconds = draft.seconds;
    if (ofInput && video != null) {
      size = draft.size == null ? size(video) : draft.size;
    }
    if (ofInput && draft.operation != Operation.EXTEND) {
      seconds = Math.clamp(taken.seconds(), Format.MIN_SECONDS, Format.MAX_SECONDS);
    }
    return new Format(size, rate, seconds);
  }

  /// The size of a video as Kinora writes it.
  static FrameSize size(MediaInfo video) {
    int width = side(video.video().width()), height = side(video.video().height());
    return new FrameSize(width, height);
  }

  private static int side(int pixels) {
    return Math.clamp(pixels - pixels % 2, FrameSize.MIN_SIDE, FrameSize.MAX_SIDE);
  }

  private void checkSize(@Nullable FrameSize size) {
    long most = services.settings().maxPixels();
    if (size != null && (long) size.width() * size.height() > most) {
      throw Problem.field("size", "Frames of this server have at most %d pixels".formatted(most));
    }
  }
}
