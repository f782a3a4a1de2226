package io.kinora.server.http;

import io.kinora.error.KinoraException;
import io.kinora.read.MediaInfo;
import io.kinora.server.files.Sniffer;
import io.kinora.server.files.Sniffer.Kind;
import io.kinora.server.files.Uploads;
import io.kinora.server.files.Uploads.Upload;
import io.kinora.server.http.Draft.Asset;
import io.kinora.server.jobs.JobRequest.Input;
import io.kinora.server.keys.ApiKey;
import io.kinora.server.words.WordStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/// Copies the files that a request names into the folder of its job: from a URL, a `data:` URI, an
/// upload, or another job. Each is validated before the job is accepted.
final class Assets {
  private static final String UPLOAD = "runway://";
  private static final long MEGABYTE = 1 << 20;
  private static final long MAX_IMAGE = 16 * MEGABYTE, MAX_MEDIA = 32 * MEGABYTE;
  private static final long MAX_DATA = 20 * MEGABYTE;

  /// The maximum number of pixels of a picture, and the maximum length of a side.
  private static final long MAX_PIXELS = 64_000_000, MAX_SIDE = 16_384;

  private final Services services;

  Assets(Services services) {
    this.services = services;
  }

  /// The files in the store, and the properties of the first video among them.
  record Taken(List<Input> inputs, @Nullable MediaInfo video, double seconds) {}

  /// Copies all into the folder `to` of the store.
  ///
  /// @throws Problem if one of them is not suitable; some may have been copied already
  Taken take(ApiKey key, List<Asset> assets, String to) {
    var inputs = new ArrayList<Input>();
    MediaInfo video = null;
    double seconds = 0;
    for (Asset asset : assets) {
      Path file = services.bodies().temporary();
      try {
        fetch(key, asset, file);
        Kind kind = kind(asset, file);
        if (kind.isVideo() && asset.role().equals("video")) {
          MediaInfo info = probe(asset, file);
          video = video == null ? info : video;
          seconds += info.seconds();
        } else if (kind.isImage()) {
          checkPicture(asset, file, kind);
          seconds += asset.role().equals("video") ? 4 : 0;
        }
        String stored = to + "/in/" + inputs.size() + kind.ending();
        services.files().put(stored, file);
        inputs.add(new Input(asset.role(), stored, kind.type(), asset.note()));
      } catch (KinoraException e) {
        throw Problem.field(asset.field(), message(e, file));
      } catch (IOException e) {
        throw Problem.field(asset.field(), "The file could not be read");
      } finally {
        remove(file);
      }
    }
    return new Taken(List.copyOf(inputs), video, seconds);
  }

  /// Copies one picture into a local file.
  ///
  /// @param plain the file without the extension of its type
  /// @return the file
  /// @throws Problem if the asset is not a suitable picture
  Path picture(ApiKey key, Asset asset, Path plain) {
    Path file = services.bodies().temporary();
    try {
      fetch(key, asset, file);
      Kind kind = kind(asset, file);
      checkPicture(asset, file, kind);
      return Files.copy(file, plain.resolveSibling(plain.getFileName() + kind.ending()));
    } catch (KinoraException e) {
      throw Problem.field(asset.field(), message(e, file));
    } catch (IOException e) {
      throw Problem.field(asset.field(), "The file could not be read");
    } finally {
      remove(file);
    }
  }

  /// Copies the words that a request names into the folder `to` of the store, because they may be
  /// deleted before the job begins.
  List<Input> words(List<WordStore.Word> words, String to) {
    var inputs = new ArrayList<Input>();
    for (WordStore.Word word : words) {
      Path file = services.bodies().temporary();
      try {
        services.files().get(word.file(), file);
        String stored = to + "/in/word" + inputs.size() + ".safetensors";
        services.files().put(stored, file);
        inputs.add(new Input("word", stored, "application/octet-stream", word.name()));
      } finally {
        remove(file);
      }
    }
    return inputs;
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  /// The message of an error, without the name of the temporary file.
  private static String message(KinoraException e, Path file) {
    return (e.problem() + " " + e.remedy()).replace(file.toString(), "that was sent");
  }

  private void fetch(ApiKey key, Asset asset, Path file) throws IOException {
    String uri = asset.uri();
    if (asset.file() != null) {
      Files.copy(asset.file(), file);
    } else if (asset.key() != null) {
      services.files().get(asset.key(), file);
    } else if (uri == null) {
      throw Problem.field(asset.field(), "No file is named");
    } else if (uri.startsWith("data:")) {
      Files.write(file, data(asset, uri));
    } else if (uri.startsWith(UPLOAD)) {
      services.files().get(upload(key, asset, uri), file);
    } else {
      services.fetcher().fetch(uri, file, MAX_MEDIA);
    }
  }

  private String upload(ApiKey key, Asset asset, String uri) {
    Optional<Upload> upload =
        uri.length() > 200
            ? Optional.empty()
            : services.uploads().find(key.account(), uri.substring(UPLOAD.length()));
    return upload
        .map(Upload::file)
        .orElseThrow(() -> Problem.field(asset.field(), "There is no such upload"));
  }

  private static byte[] data(Asset asset, String uri) {
    int comma = uri.indexOf(',');
    if (comma < 0
        || !uri.substring(0, comma).matches("data:[\\w.+/-]{0,100}(;[\\w=.-]{1,60}){0,4};base64")) {
      throw Problem.field(asset.field(), "The data URI is not of the form data:TYPE;base64,…");
    }
    if (uri.length() - comma > MAX_DATA * 4 / 3) {
      throw Problem.field(asset.field(), "The data URI is longer than 20 MB");
    }
    try {
      return Base64.getMimeDecoder().decode(uri.substring(comma + 1));
    } catch (IllegalArgumentException e) {
      throw Problem.field(asset.field(), "The data URI is not base 64");
    }
  }

  private static Kind kind(Asset asset, Path file) throws IOException {
    Kind kind =
        Sniffer.of(file)
            .filter(asset.takes())
            .orElseThrow(() -> Problem.field(asset.field(), "The file type is not accepted here"));
    long most =
        asset.uri() == null || asset.uri().startsWith(UPLOAD) ? Uploads.MAX_BYTES : MAX_MEDIA;
    if (Files.size(file) > (kind.isImage() ? Math.min(most, 4 * MAX_IMAGE) : most)) {
      throw Problem.field(asset.field(), "The file is too large");
    }
    return kind;
  }

  private MediaInfo probe(Asset asset, Path file) {
    MediaInfo info = MediaInfo.read(file);
    double most = services.settings().maxInputSeconds();
    if (!(info.seconds() <= most)) {
      throw Problem.field(asset.field(), "The video is longer than %.0f seconds".formatted(most));
    }
    return info;
  }

  /// Rejects pictures that would not fit into memory when decoded.
  private static void checkPicture(Asset asset, Path file, Kind kind) throws IOException {
    if (kind.type().equals("image/webp")) {
      return; // FFmpeg reads it, and has its own limits
    }
    try (var in = ImageIO.createImageInputStream(file.toFile())) {
      var readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw Problem.field(asset.field(), "The picture is damaged");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        long width = reader.getWidth(0), height = reader.getHeight(0);
        if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
          throw Problem.field(asset.field(), "The picture has more than 64 million pixels");
        }
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof Problem problem) {
        throw problem;
      }
      throw Problem.field(asset.field(), "The picture is damaged");
    }
  }
}
