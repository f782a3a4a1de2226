package io.kinora.script;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A member of the cast: a name for the same appearance in every shot.
///
/// @param name as in the script, `Mia`
/// @param description its appearance, `a girl in a red dress`; empty if there is only a picture
/// @param picture a picture of it; null if there is none
public record Member(String name, String description, @Nullable Path picture) {
  /// The gender of the pronouns that can refer to this member.
  enum Gender {
    SHE,
    HE,
    IT
  }

  private static final java.util.regex.Pattern
      SHE =
          java.util.regex.Pattern.compile(
              "(?i)\\b(girl|woman|lady|queen|princess|mother|mom|grandmother|grandma|sister|aunt"
                  + "|witch|mermaid|daughter|wife|heroine|actress|waitress|she|her)\\b"
                  + "|[女妈母奶婆姐妹姑姨娘她]"),
      HE =
          java.util.regex.Pattern.compile(
              "(?i)\\b(boy|man|king|prince|father|dad|grandfather|grandpa|brother|uncle|wizard|son"
                  + "|husband|hero|knight|he|his|him|santa)\\b|[男爸父爷哥弟叔伯他]");

  /// The text that replaces its name in a prompt.
  String inPrompt(boolean chinese) {
    return description.isEmpty() ? chinese ? "它" : "it" : description;
  }

  Gender gender() {
    return SHE.matcher(description).find()
        ? Gender.SHE
        : HE.matcher(description).find() ? Gender.HE : Gender.IT;
  }
}
