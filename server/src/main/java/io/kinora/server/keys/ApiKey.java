package io.kinora.server.keys;

import java.util.Set;
import java.util.TreeSet;

/// A key that is in use: who calls with it, and what that may do.
///
/// @param id names it in lists and in the audit log; it is no secret
/// @param account whose jobs, files and credits it reaches
/// @param maxConcurrent how many jobs of the account run at once; further ones wait
/// @param maxDaily how many jobs of the account begin in 24 hours; further ones are refused
public record ApiKey(
    String id, String account, String name, Set<Scope> scopes, int maxConcurrent, int maxDaily) {
  /// What a key may do.
  public enum Scope {
    /// Begin and end jobs, send files.
    CREATE,
    /// See jobs, files and credits.
    READ,
    /// See how the server does, and give keys and credits.
    ADMIN;

    /// All of them.
    public static Set<Scope> all() {
      return Set.of(values());
    }
  }

  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /// Whether it may.
  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }

  /// The scopes in one text, in their order.
  static String text(Set<Scope> scopes) {
    return String.join(" ", new TreeSet<>(scopes).stream().map(Scope::name).toList());
  }
}
