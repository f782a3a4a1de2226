package io.kinora.server.http;

import io.kinora.error.KinoraException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An error response to a request. Each dialect renders it in its own form.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient List<Issue> issues;
  private final boolean again;

  /// An error of one field of a body, in the form of the library Zod, which Runway's service uses.
  ///
  /// @param code such as `invalid_type`
  /// @param path the names and indices of the path to the field
  /// @param help the section of `docs/troubleshooting.md`; empty if there is none
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

  /// A permanent problem: a retry fails again.
  public static Problem of(int status, String code, String message) {
    return new Problem(status, code, message, List.of(), false);
  }

  /// A temporary problem: a retry may succeed.
  public static Problem later(int status, String code, String message) {
    return new Problem(status, code, message, List.of(), true);
  }

  /// A body with invalid fields.
  public static Problem of(List<Issue> issues) {
    return new Problem(400, "invalid_body", "Validation of body failed", issues, false);
  }

  /// A body whose field `name` is invalid.
  public static Problem field(String name, String message) {
    return of(List.of(new Issue("custom", List.of(name), message)));
  }

  /// A body whose field `name` was rejected with `e`.
  public static Problem field(String name, KinoraException e) {
    String message = e.problem() + " " + e.remedy();
    return of(List.of(new Issue("custom", List.of(name), message, e.helpId())));
  }

  /// A resource that does not exist, or belongs to another account.
  public static Problem missing(String what) {
    return of(404, "not_found", "Could not find " + what);
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The error code in one word.
  public String code() {
    return code;
  }

  public List<Issue> issues() {
    return issues;
  }

  /// Whether a retry of the same request may succeed.
  public boolean again() {
    return again;
  }

  /// The message, which names the first invalid field.
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

  /// The first invalid field.
  public @Nullable String parameter() {
    return issues.isEmpty() || issues.getFirst().path.isEmpty()
        ? null
        : String.valueOf(issues.getFirst().path.getFirst());
  }
}
