package io.kinora.shot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of the text stage: what a prompt asks for. Names are canonical lower-case English;
/// null where the prompt says nothing.
///
/// @param language `en` or `zh`
/// @param tokens of the normalised prompt: emoji replaced by their names, spelling mistakes
///     corrected
/// @param keywords ranked, best first
/// @param camera the camera that the prompt asks for; null if it asks for none
/// @param understood the name that each word was mapped to, one line each, for example `sparrow →
///     bird`, or `bird` if the word is the name itself
/// @param notUnderstood content words that the model cannot draw
/// @param tokenVectors v_i, one per token, each of the encoder's dimension
/// @param vector the sentence vector s = 1/N · Σ v_i
public record Understanding(
    String prompt,
    String language,
    List<String> tokens,
    List<Keyword> keywords,
    List<SubjectPhrase> subjects,
    @Nullable String scene,
    @Nullable String time,
    @Nullable String weather,
    @Nullable Camera camera,
    List<String> understood,
    List<String> notUnderstood,
    List<Embedding> tokenVectors,
    Embedding vector) {

  /// The same for a model that reads the prompt itself: no word counts as not understood.
  public Understanding whole() {
    return new Understanding(
        prompt,
        language,
        tokens,
        keywords,
        subjects,
        scene,
        time,
        weather,
        camera,
        List.of("the whole prompt, which the model reads by itself"),
        List.of(),
        tokenVectors,
        vector);
  }

  /// A word or phrase with its cosine to the sentence vector.
  public record Keyword(String text, double score) {}
}
