package io.kinora.server.http;

import io.kinora.error.KinoraException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request that is answered by an error. Each dialect says it in its own words.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient List<Issue> issues;
  private final boolean again;

  /// What is wrong with one field of a body, in the form of the library Zod, which Runway's service
  /// uses.
  ///
  /// @param code such as `invalid_type`
  /// @param path names and numbers that lead to the field
  /// @param help the section of `docs/troubleshooting.md`; empty where there is none
  public record Issue(String code, List<Object> path, String message, String help) {
    public Issue(String code, List<Object> path, String message) {
      this(code, path, message, "");
    }
  }

  private Problem(int status, String code, String message, List<Issue> issues, boolean again) {
    super(message);
    this.status = status;
    this.code = code;
    this.issues = List.copyOf(issues);
    this.again = again;
  }

  /// A problem that stays one however often the request is sent.
  public static Problem of(int status, String code, String message) {
    return new Problem(status, code, message, List.of(), false);
  }

  /// A problem that may be gone later.
  public static Problem later(int status, String code, String message) {
    return new Problem(status, code, message, List.of(), true);
  }

  /// A body with wrong fields.
  public static Problem of(List<Issue> issues) {
    return new Problem(400, "invalid_body", "Validation of body failed", issues, false);
  }

  /// A body whose field `name` is wrong.
  public static Problem field(String name, String message) {
    return of(List.of(new Issue("custom", List.of(name), message)));
  }

  /// A body whose field `name` is refused by who would have to work with it.
  public static Problem field(String name, KinoraException e) {
    String message = e.problem() + " " + e.remedy();
    return of(List.of(new Issue("custom", List.of(name), message, e.helpId())));
  }

  /// There is no such thing, or it is somebody else's.
  public static Problem missing(String what) {
    return of(404, "not_found", "Could not find " + what);
  }

  /// The status of HTTP.
  public int status() {
    return status;
  }

  /// In one word.
  public String code() {
    return code;
  }

  public List<Issue> issues() {
    return issues;
  }

  /// Whether the same request may do better later.
  public boolean again() {
    return again;
  }

  /// What happened, and with which field first.
  public String text() {
    if (issues.isEmpty()) {
      return String.valueOf(getMessage());
    }
    Issue first = issues.getFirst();
    return first.path.isEmpty()
        ? first.message
        : String.join(".", first.path.stream().map(String::valueOf).toList())
            + ": "
            + first.message;
  }

  /// The field that is wrong first.
  public @Nullable String parameter() {
    return issues.isEmpty() || issues.getFirst().path.isEmpty()
        ? null
        : String.valueOf(issues.getFirst().path.getFirst());
  }
}
