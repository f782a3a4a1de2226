package io.kinora.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A request for a video.
///
/// ```java
/// VideoRequest.of("a red bird").seconds(5).kinora("camera", Map.of("zoom", 2))
/// ```
///
/// @param model `gen4.5` by default
/// @param image an address, a data URI or an upload that the video begins with; null is none
/// @param kinora settings that only Kinora accepts
public record VideoRequest(
    String model,
    String prompt,
    String ratio,
    int seconds,
    @Nullable Long seed,
    @Nullable String image,
    Map<String, Object> kinora) {
  public VideoRequest {
    kinora = Map.copyOf(kinora);
  }

  /// A request for five seconds of 1280×720.
  public static VideoRequest of(String prompt) {
    return new VideoRequest("gen4.5", prompt, "1280:720", 5, null, null, Map.of());
  }

  public VideoRequest model(String value) {
    return new VideoRequest(value, prompt, ratio, seconds, seed, image, kinora);
  }

  /// A copy with this size, as in `1280:720`.
  public VideoRequest ratio(String value) {
    return new VideoRequest(model, prompt, value, seconds, seed, image, kinora);
  }

  public VideoRequest seconds(int value) {
    return new VideoRequest(model, prompt, ratio, value, seed, image, kinora);
  }

  public VideoRequest seed(long value) {
    return new VideoRequest(model, prompt, ratio, seconds, value, image, kinora);
  }

  /// A copy whose video begins with a picture.
  public VideoRequest image(String uri) {
    return new VideoRequest(model, prompt, ratio, seconds, seed, uri, kinora);
  }

  /// A copy with one more setting that only Kinora accepts, such as `camera`; Runway's service
  /// rejects it.
  public VideoRequest kinora(String name, Object value) {
    var more = new LinkedHashMap<>(kinora);
    more.put(name, value);
    return new VideoRequest(model, prompt, ratio, seconds, seed, image, more);
  }

  String path() {
    return image == null ? "/v1/text_to_video" : "/v1/image_to_video";
  }

  String json() {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("model", model).put("promptText", prompt).put("ratio", ratio).put("duration", seconds);
    if (seed != null) {
      body.put("seed", seed);
    }
    if (image != null) {
      body.put("promptImage", image);
    }
    if (!kinora.isEmpty()) {
      body.set("kinora", JsonMapper.shared().valueToTree(kinora));
    }
    return body.toString();
  }
}
