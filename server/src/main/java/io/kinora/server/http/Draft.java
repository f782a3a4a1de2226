package io.kinora.server.http;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.server.files.Sniffer.Kind;
import io.kinora.server.jobs.JobRequest.Delivery;
import io.kinora.server.jobs.JobRequest.Motion;
import io.kinora.server.jobs.JobRequest.Style;
import io.kinora.server.jobs.Operation;
import io.kinora.shot.Format;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A request between a dialect's fields and the job. A dialect fills it in; [Submitter] creates the
/// job from it.
public final class Draft {
  /// The dialect, and the field of the body that holds the prompt.
  public final String dialect, promptField;

  public Operation operation;
  public String model = "";

  /// The engine, if the body names one beside the model.
  public @Nullable String engine;

  public String prompt = "";
  public @Nullable Long seed;
  public @Nullable FrameSize size;
  public FrameRate rate = FrameRate.DEFAULT;
  public double seconds = Format.DEFAULT.seconds();
  public Motion motion = Motion.AS_SAID;
  public final List<Asset> assets = new ArrayList<>();
  public final Map<String, String> options = new LinkedHashMap<>();

  /// Settings of other services' models, used if the engine has them, too.
  public final Map<String, String> hints = new LinkedHashMap<>();

  public final List<String> look = new ArrayList<>();
  public String script = "";

  /// Names of files of the script that are not sent, because only the price is requested.
  public final Set<String> expected = new HashSet<>();
  public double slower = 1;
  public String transition = "cut";

  /// The style; null leaves it to the prompt.
  public @Nullable Style style;

  /// The size of the result as a function of the size of the input film.
  public @Nullable UnaryOperator<FrameSize> target;

  public @Nullable FrameRate targetRate;
  public Delivery delivery = Delivery.MP4;
  public int priority;
  public @Nullable String parent, webhook;

  /// @param promptField the name of the prompt in messages
  public Draft(String dialect, Operation operation, String promptField) {
    this.dialect = dialect;
    this.operation = operation;
    this.promptField = promptField;
  }

  /// A file that the request names or contains: it has one of a URL, a path, or a key in the store.
  ///
  /// @param role in the job; `first`, `last` and `reference` are pictures whose role the engine's
  ///     card decides
  /// @param field of the body, for messages
  /// @param takes which file types are accepted
  public record Asset(
      String role,
      String field,
      @Nullable String uri,
      @Nullable Path file,
      @Nullable String key,
      String note,
      Predicate<Kind> takes) {}

  /// Adds a file by its URL.
  public void asset(String role, String field, String uri, Predicate<Kind> takes) {
    assets.add(new Asset(role, field, uri, null, null, "", takes));
  }

  /// Adds a file that a script names.
  public void named(String name, String uri) {
    assets.add(new Asset("file", "files", uri, null, null, name, kind -> !kind.type().isEmpty()));
  }

  /// The names of the files that were sent with a script, or will be.
  public Set<String> names() {
    var names = new HashSet<>(expected);
    assets.stream()
        .filter(asset -> asset.role().equals("file"))
        .forEach(asset -> names.add(asset.note()));
    return names;
  }

  /// Adds a file that was sent with the request.
  public void file(String role, String field, Path file, Predicate<Kind> takes) {
    assets.add(new Asset(role, field, null, file, null, "", takes));
  }

  /// Adds a file of the store.
  public void stored(String role, String field, String key, Predicate<Kind> takes) {
    assets.add(new Asset(role, field, null, null, key, "", takes));
  }

  /// The size with both sides doubled, or as large as allowed.
  public static FrameSize twice(FrameSize from) {
    double scale = Math.min(2, (double) FrameSize.MAX_SIDE / Math.max(from.width(), from.height()));
    return new FrameSize(
        (int) (2 * Math.round(from.width() * scale / 2)),
        (int) (2 * Math.round(from.height() * scale / 2)));
  }
}
