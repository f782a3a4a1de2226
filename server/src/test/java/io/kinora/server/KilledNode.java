package io.kinora.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A node in a process of its own, which tests kill. Arguments: `serve` or `work`, the home folder,
/// and settings as in `workers=1`.
final class KilledNode {
  private KilledNode() {}

  public static void main(String[] arguments) throws InterruptedException {
    var flags = new TreeMap<String, String>();
    for (int i = 2; i < arguments.length; i++) {
      String[] parts = arguments[i].split("=", 2);
      flags.put(parts[0], parts[1]);
    }
    ServerConfig config = ServerConfig.read(Path.of(arguments[1]), null, Map.of(), flags);
    KinoraServer node =
        arguments[0].equals("serve")
            ? KinoraServer.serve(config, System.out::println)
            : KinoraServer.work(config, System.out::println);
    node.firstKey().ifPresent(key -> System.out.println("KEY " + key.secret()));
    System.out.println("PORT " + node.port());
    System.out.flush();
    while (true) {
      TimeUnit.HOURS.sleep(1);
    }
  }
}
