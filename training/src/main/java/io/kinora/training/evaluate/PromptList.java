package io.kinora.training.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One of VBench's prompt lists: English prompts, one per line, and the same in Chinese.
///
/// Huang et al. 2024, "VBench: Comprehensive Benchmark Suite for Video Generative Models".
record PromptList(List<String> english, List<String> chinese) {
  private static final String FOLDER = "/io/kinora/training/vbench/";

  PromptList {
    english = List.copyOf(english);
    chinese = List.copyOf(chinese);
    if (english.size() != chinese.size()) {
      throw new IllegalArgumentException(
          english.size() + " English and " + chinese.size() + " Chinese prompts");
    }
  }

  /// Reads a list without repeated lines.
  static PromptList read(String name) {
    List<String> english = lines(name + ".en.txt");
    List<String> chinese = lines(name + ".zh.txt");
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i < english.size(); i++) {
      pairs.putIfAbsent(english.get(i), chinese.get(i));
    }
    return new PromptList(List.copyOf(pairs.keySet()), List.copyOf(pairs.values()));
  }

  /// The non-empty lines of a file beside the lists.
  static List<String> lines(String file) {
    var stream = Objects.requireNonNull(PromptList.class.getResourceAsStream(FOLDER + file), file);
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
