package io.kinora.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// A whole Wan model of a few thousand numbers, with a tokenizer of a few words.
final class TinyWan {
  /// The golden run's prompt, as the tokenizer reads it.
  static final String PROMPT = "birds fly over water calm and deep water";

  /// The golden run's negative prompt.
  static final String NEGATIVE = "blurred grey static";

  private static final Path GOLDENS =
      Repository.root().resolve("wan/src/test/resources/io/kinora/wan/goldens");

  private TinyWan() {}

  /// One for all tests that only read it.
  static synchronized Path shared() {
    Path folder = Repository.root().resolve("verify/target/tiny-wan");
    return Files.isDirectory(folder.resolve("tokenizer")) ? folder : in(folder);
  }

  /// Copies the model into `folder`.
  static Path in(Path folder) {
    Path from = GOLDENS.resolve("h_pipeline_t2v");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = folder.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Path tokenizer = Files.createDirectories(folder.resolve("tokenizer"));
      Files.writeString(tokenizer.resolve("tokenizer.json"), tokenizer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  /// Words by their numbers in the golden run; a text ends in 1, and what is unknown is 2.
  private static String tokenizer() {
    var words =
        List.of(
            "<pad>=0",
            "</s>=1",
            "<unk>=2",
            "birds=44",
            "fly=16",
            "over=39",
            "water=27",
            "calm=47",
            "and=57",
            "deep=7",
            "blurred=40",
            "grey=29",
            "static=28");
    var vocabulary =
        String.join(
            ",",
            words.stream()
                .map(word -> "\"%s\":%s".formatted(word.split("=")[0], word.split("=")[1]))
                .toList());
    return """
    {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
     "normalizer": null, "pre_tokenizer": {"type": "Whitespace"}, "decoder": null,
     "post_processor": {"type": "TemplateProcessing",
       "single": [{"Sequence": {"id": "A", "type_id": 0}},
                  {"SpecialToken": {"id": "</s>", "type_id": 0}}],
       "pair": [{"Sequence": {"id": "A", "type_id": 0}},
                {"Sequence": {"id": "B", "type_id": 0}}],
       "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
     "model": {"type": "WordLevel", "unk_token": "<unk>", "vocab": {%s}}}
    """
        .formatted(vocabulary);
  }
}
