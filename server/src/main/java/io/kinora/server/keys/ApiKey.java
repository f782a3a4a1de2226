package io.kinora.server.keys;

import java.util.Set;
import java.util.TreeSet;

/// An active API key: its account and its permissions.
///
/// @param id identifies it in lists and in the audit log; it is not secret
/// @param account whose jobs, files and credits it can access
/// @param maxConcurrent the maximum number of concurrent jobs of the account; further ones wait
/// @param maxDaily the maximum number of jobs of the account in 24 hours; further ones are rejected
public record ApiKey(
    String id, String account, String name, Set<Scope> scopes, int maxConcurrent, int maxDaily) {
  /// A permission of a key.
  public enum Scope {
    /// Create and cancel jobs, upload files.
    CREATE,
    /// Read jobs, files and credits.
    READ,
    /// Read the server's state, and grant keys and credits.
    ADMIN;

    /// All scopes.
    public static Set<Scope> all() {
      return Set.of(values());
    }
  }

  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /// Whether the key has the scope.
  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }

  /// The scopes in one text, in their order.
  static String text(Set<Scope> scopes) {
    return String.join(" ", new TreeSet<>(scopes).stream().map(Scope::name).toList());
  }
}
