package io.kinora.server;

import io.kinora.client.KinoraClient;
import io.kinora.client.Task;
import io.kinora.client.VideoRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.DoubleConsumer;

/// The example of docs/server.md, which ClientTest runs.
final class ClientExample {
  private ClientExample() {}

  static Path bird(URI server, String key, Path file, DoubleConsumer progress) {
    try (var client = new KinoraClient(server, key)) {
      VideoRequest request =
          VideoRequest.of("a red bird over the sea")
              .kinora("size", "256x144")
              .kinora("seconds", 1)
              .kinora("camera", Map.of("zoom", 2));
      Task task = client.make(request, now -> progress.accept(now.progress()));
      return client.download(task, file);
    }
  }
}
