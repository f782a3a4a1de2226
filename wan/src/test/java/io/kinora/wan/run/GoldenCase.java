package io.kinora.wan.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A folder with a `case.json`: what the reference computed, and how near one has to come.
record GoldenCase(Path folder, JsonNode json) {
  private static final JsonMapper JSON = new JsonMapper();

  static List<GoldenCase> in(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.endsWith("case.json"))
          .sorted()
          .map(GoldenCase::read)
          .toList();
    }
  }

  private static GoldenCase read(Path file) {
    try {
      return new GoldenCase(
          Objects.requireNonNull(file.getParent()), JSON.readTree(Files.readString(file)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  String name() {
    return json.path("case").asString();
  }

  List<Run> runs() {
    return StreamSupport.stream(json.path("runs").spliterator(), false)
        .map(run -> new Run(this, run))
        .toList();
  }

  /// A component's folder; the case's own, if it names none.
  Optional<Path> component(String name) {
    JsonNode path = json.path("components").path(name);
    return path.isString()
        ? Optional.of(folder.resolve(path.asString()).normalize())
        : Optional.empty();
  }

  /// One call of the reference.
  record Run(GoldenCase of, JsonNode json) {
    String name() {
      return json.path("name").asString();
    }

    String op() {
      return json.path("op").asString();
    }

    boolean wants(String output) {
      return json.path("outputs").has(output);
    }

    double scalar(String name, double otherwise) {
      JsonNode value = json.path("scalars").path(name);
      return value.isNumber() ? value.asDouble() : otherwise;
    }

    boolean flag(String name) {
      return json.path("scalars").path(name).asBoolean(false);
    }

    String text(String name) {
      return json.path("scalars").path(name).asString("");
    }

    SafeTensors open() {
      return SafeTensors.open(of.folder.resolve("io.safetensors"));
    }

    Optional<Tensor> input(SafeTensors io, String name) {
      JsonNode tensor = json.path("inputs").path(name);
      return tensor.isString() ? Optional.of(io.tensor(tensor.asString())) : Optional.empty();
    }

    Tensor needed(SafeTensors io, String name) {
      return input(io, name).orElseThrow();
    }

    /// Compares every output that the case names.
    void check(SafeTensors io, Map<String, Tensor> outputs) {
      for (var expected : json.path("outputs").properties()) {
        String name = expected.getKey();
        assertThat(outputs).as("outputs that the runner computes").containsKey(name);
        Tensor is = Objects.requireNonNull(outputs.get(name)),
            should = io.tensor(expected.getValue().path("tensor").asString());
        assertThat(is.shape()).as("shape of %s", name).isEqualTo(should.shape());
        boolean exact = expected.getValue().path("exact").asBoolean(false);
        double bound = exact ? 0 : expected.getValue().path("atol").asDouble();
        assertThat(exact || bound > 0).as("%s has a tolerance", name).isTrue();
        float[] a = Tensors.floats(is), b = Tensors.floats(should);
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
          double difference = Math.abs((double) a[i] - b[i]);
          worst = difference <= worst ? worst : difference; // NaN wins
        }
        GoldenReport.add(of.name() + "/" + name(), name, worst, bound);
        assertThat(worst).as("largest difference of %s", name).isLessThanOrEqualTo(bound);
      }
    }
  }
}
