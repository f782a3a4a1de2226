package io.kinora.cli;

import io.kinora.read.MediaInfo;
import io.kinora.studio.FilmRecord;
import io.kinora.studio.RenderRecord;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `kinora inspect`: shows the record inside a film, and the properties of any video.
@Command(
    name = "inspect",
    description = "Shows the record inside a film, or the streams of a video.")
final class Inspect implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "A video.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  Inspect(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    MediaInfo info = MediaInfo.read(file);
    ObjectNode record = info.record().map(this::record).orElse(null);
    if (json) {
      ObjectNode tree = tree(info);
      tree.set("record", record == null ? tree.nullNode() : record);
      session.print(tree);
    } else {
      tell(info, record);
    }
    return 0;
  }

  /// Parses and validates the record of a film.
  private ObjectNode record(String text) {
    return RenderRecord.isRendered(text)
        ? RenderRecord.parse(text, file.toString()).tree()
        : FilmRecord.parse(text, file.toString()).tree();
  }

  private ObjectNode tree(MediaInfo info) {
    MediaInfo.Video video = info.video();
    ObjectNode tree = JsonMapper.shared().createObjectNode();
    tree.put("file", file.toString()).put("container", info.container());
    tree.put("seconds", info.seconds()).put("frames", video.frames());
    tree.put("width", video.width()).put("height", video.height());
    tree.put("rate", video.rate().numerator() + "/" + video.rate().denominator());
    tree.put("codec", video.codec()).put("pixelFormat", video.pixelFormat());
    tree.putObject("colour")
        .put("range", video.colour().range())
        .put("primaries", video.colour().primaries())
        .put("transfer", video.colour().transfer())
        .put("matrix", video.colour().matrix());
    MediaInfo.Stored stored = video.stored();
    ObjectNode file =
        tree.putObject("stored")
            .put("width", stored.width())
            .put("height", stored.height())
            .put("pixelAspect", stored.aspect().toString())
            .put("scan", stored.scan().words())
            .put("turned", stored.turned())
            .put("mirrored", stored.mirrored())
            .put("light", stored.light().words())
            .put("transparent", stored.alpha());
    if (Double.isFinite(stored.nits())) {
      file.put("nits", stored.nits());
    }
    var changes = tree.putArray("changesWhenRead");
    video.changes().forEach(change -> changes.add(change));
    var covers = tree.putArray("coverPictures");
    info.covers()
        .forEach(
            cover ->
                covers
                    .addObject()
                    .put("codec", cover.codec())
                    .put("width", cover.stored().width())
                    .put("height", cover.stored().height()));
    tree.put("indexFirst", info.indexFirst());
    var others = tree.putArray("otherStreams");
    for (MediaInfo.Stream stream : info.streams()) {
      if (stream instanceof MediaInfo.Other other) {
        others.addObject().put("kind", other.kind()).put("codec", other.codec());
      }
    }
    return tree;
  }

  private void tell(MediaInfo info, @Nullable ObjectNode record) {
    MediaInfo.Video video = info.video();
    session.print(
        "%s: %s, %s %s, %dx%d, %s frames per second, %s s, %d frames"
            .formatted(
                file,
                info.container(),
                video.codec(),
                video.pixelFormat(),
                video.width(),
                video.height(),
                video.rate(),
                String.format(Locale.ROOT, "%.3f", info.seconds()),
                video.frames()));
    tellStored(video);
    for (MediaInfo.Video cover : info.covers()) {
      session.print(
          "It has a cover picture: %s, %dx%d"
              .formatted(cover.codec(), cover.stored().width(), cover.stored().height()));
    }
    if (record == null) {
      session.print("It carries no record of Kinora.");
      return;
    }
    for (var entry : record.properties()) {
      JsonNode value = entry.getValue();
      session.print(entry.getKey() + ": " + (value.isString() ? value.asString() : value));
    }
  }

  /// Prints how the file stores its frames.
  private void tellStored(MediaInfo.Video video) {
    MediaInfo.Stored stored = video.stored();
    session.print(
        "stored: %dx%d, pixels %s, %s, %s%s%s"
            .formatted(
                stored.width(),
                stored.height(),
                stored.aspect(),
                stored.scan().words(),
                stored.turned() == 0 ? "upright" : "to be turned by " + stored.turned(),
                stored.mirrored() ? ", mirrored" : "",
                stored.alpha() ? ", may be transparent" : ""));
    session.print(
        "colours: %s light%s, range %s, primaries %s, transfer %s, matrix %s"
            .formatted(
                stored.light().words(),
                Double.isFinite(stored.nits()) ? " up to %.0f cd/m²".formatted(stored.nits()) : "",
                video.colour().range(),
                video.colour().primaries(),
                video.colour().transfer(),
                video.colour().matrix()));
    video.changes().forEach(change -> session.print("when read: " + change));
  }
}
