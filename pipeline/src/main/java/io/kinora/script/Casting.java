package io.kinora.script;

import io.kinora.error.NearestName;
import io.kinora.script.Member.Gender;
import io.kinora.script.Source.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Replaces the names of cast members by descriptions. A pronoun for a member who is not yet in the
/// shot is replaced by the description of the last matching member named; further mentions become
/// pronouns, so that nobody is drawn twice.
final class Casting {
  private static final Pattern PRONOUN =
      Pattern.compile("she|he|it|they", Pattern.CASE_INSENSITIVE);

  /// The impersonal "it".
  private static final Pattern EMPTY_IT =
      Pattern.compile(
          "(?i)\\s*(?:'s|is|was|has|gets?|becomes?|grows?|turns?|rains?|snows?|storms?|seems?)\\b.*",
          Pattern.DOTALL);

  private static final Pattern NAME = Pattern.compile("\\b[A-Z][a-z]{2,}\\b");

  private final Source source;
  private final Map<String, Member> cast;
  private final Pattern mention;

  /// The members named so far, the last one first.
  private final List<Member> named = new ArrayList<>();

  Casting(Source source, Map<String, Member> cast) {
    this.source = source;
    this.cast = cast;
    String names =
        cast.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Casting::whole)
            .collect(Collectors.joining("|"));
    mention =
        Pattern.compile(
            (names.isEmpty() ? "" : "(?<name>" + names + ")(?<own>['’]s)?|")
                + "(?<pronoun>\\b(?:[Ss]he|[Hh]e|[Ii]t|[Tt]hey)\\b|[她他它]们?)");
  }

  private static String whole(String name) {
    boolean latin = name.codePoints().noneMatch(Character::isIdeographic);
    return latin ? "\\b" + Pattern.quote(name) + "\\b" : Pattern.quote(name);
  }

  /// @param prompt the prose with descriptions instead of names
  /// @param members the members in it, in order
  record Cast(String prompt, List<Member> members) {}

  /// The prompt of a shot.
  ///
  /// @param seen members already in the picture, because the shot continues the previous one
  Cast of(String prose, Place at, List<Member> seen) {
    if (cast.isEmpty()) {
      return new Cast(prose, List.of());
    }
    refuseMisspelt(prose, at);
    Set<Member> here = new LinkedHashSet<>(seen);
    Matcher found = mention.matcher(prose);
    var prompt = new StringBuilder();
    boolean chinese = prose.codePoints().anyMatch(Character::isIdeographic);
    while (found.find()) {
      String name = found.group("name");
      String said =
          name == null
              ? pronoun(found.group("pronoun"), prose.substring(found.end()), here, chinese)
              : name(name, found.group("own") != null, here, chinese);
      found.appendReplacement(prompt, Matcher.quoteReplacement(said));
    }
    return new Cast(found.appendTail(prompt).toString(), List.copyOf(here));
  }

  private String name(String name, boolean own, Set<Member> here, boolean chinese) {
    Member member = cast.get(name);
    if (member == null) {
      return name;
    }
    name(member);
    if (!here.add(member)) {
      return switch (member.gender()) {
        case SHE -> chinese ? "她" : own ? "her" : "she";
        case HE -> chinese ? "他" : own ? "his" : "he";
        case IT -> chinese ? "它" : own ? "its" : "it";
      };
    }
    return member.inPrompt(chinese) + (own ? " with a" : "");
  }

  private void name(Member member) {
    named.remove(member);
    named.addFirst(member);
  }

  private String pronoun(String word, String rest, Set<Member> here, boolean chinese) {
    if (word.equalsIgnoreCase("it") && EMPTY_IT.matcher(rest).matches()) {
      return word;
    }
    if (word.endsWith("们") || word.equalsIgnoreCase("they")) {
      List<Member> both = named.stream().filter(m -> !here.contains(m)).limit(2).toList();
      if (both.size() < 2 || !here.isEmpty()) {
        return word;
      }
      here.addAll(both.reversed());
      String and = word.endsWith("们") ? "和" : " and ";
      return both.getLast().inPrompt(chinese) + and + both.getFirst().inPrompt(chinese);
    }
    Gender gender = gender(word);
    Optional<Member> meant = named.stream().filter(m -> m.gender() == gender).findFirst();
    if (meant.isEmpty() || here.contains(meant.get())) {
      return word;
    }
    here.add(meant.get());
    name(meant.get());
    return meant.get().inPrompt(chinese);
  }

  private static Gender gender(String word) {
    if (!PRONOUN.matcher(word).matches()) {
      return word.startsWith("她") ? Gender.SHE : word.startsWith("他") ? Gender.HE : Gender.IT;
    }
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "she" -> Gender.SHE;
      case "he" -> Gender.HE;
      default -> Gender.IT;
    };
  }

  /// Rejects a name that is nearly one of the cast's.
  private void refuseMisspelt(String prose, Place at) {
    Matcher names = NAME.matcher(prose);
    while (names.find()) {
      String name = names.group();
      if (cast.containsKey(name)) {
        continue;
      }
      boolean first = prose.substring(0, names.start()).matches("(?s)|.*[.!?:\"“”]\\s*");
      boolean acts = prose.substring(names.end()).matches("(?s)\\s+[a-z]+s\\b.*|['’]s.*");
      Optional<String> near = NearestName.of(name, cast.keySet());
      if (near.isPresent() && (!first || acts)) {
        throw source.refused(
            at,
            "\"%s\" is not in the cast.".formatted(name),
            "Did you mean \"%s\"? Or add %s to the cast.".formatted(near.get(), name));
      }
    }
  }
}
