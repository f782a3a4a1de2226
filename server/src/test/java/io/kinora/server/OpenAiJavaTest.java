package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.models.videos.Video;
import com.openai.models.videos.VideoCreateParams;
import com.openai.models.videos.VideoExtendParams;
import com.openai.models.videos.VideoListParams;
import com.openai.models.videos.VideoRemixParams;
import com.openai.models.videos.VideoSeconds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// OpenAI's own Java client drives a server: its forms differ from those of the one for Node.
@SuppressWarnings("deprecation") // OpenAI ends its own service; the dialect lives on
class OpenAiJavaTest {
  private static final JsonValue TINY =
      JsonValue.from(Map.of("size", "128x72", "fps", 8, "seconds", 0.5, "seed", 3));

  private static Video done(OpenAIClient client, Video video) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      Video now = client.videos().retrieve(video.id());
      if (now.status().equals(Video.Status.COMPLETED)) {
        return now;
      }
      assertThat(now.status()).isNotEqualTo(Video.Status.FAILED);
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("it takes too long");
  }

  @Test
  void the_client_for_java_makes_extends_remixes_lists_and_deletes(@TempDir Path home)
      throws Exception {
    try (RunningServer server = RunningServer.in(home)) {
      OpenAIClient client =
          OpenAIOkHttpClient.builder().apiKey(server.key()).baseUrl(server.base() + "/v1").build();
      try {
        Video made =
            client
                .videos()
                .create(
                    VideoCreateParams.builder()
                        .prompt("a red bird 鸟")
                        .model("sora-2")
                        .seconds(VideoSeconds._4)
                        .putAdditionalBodyProperty("kinora", TINY)
                        .build());
        assertThat(made.prompt()).hasValue("a red bird 鸟");
        Video film = done(client, made);
        assertThat(film.progress()).isEqualTo(100);
        try (HttpResponse content = client.videos().downloadContent(film.id())) {
          byte[] bytes = content.body().readAllBytes();
          assertThat(new String(bytes, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
        }
        Video remix =
            client
                .videos()
                .remix(VideoRemixParams.builder().videoId(film.id()).prompt("a blue boat").build());
        assertThat(remix.remixedFromVideoId()).hasValue(film.id());
        done(client, remix);
        Video longer =
            client
                .videos()
                .extend(
                    VideoExtendParams.builder()
                        .prompt("a red bird 鸟")
                        .seconds(VideoSeconds._4)
                        .video(
                            VideoExtendParams.Video.VideoReferenceInputParam.builder()
                                .id(film.id())
                                .build())
                        .putAdditionalBodyProperty("kinora", JsonValue.from(Map.of("seconds", 0.5)))
                        .build());
        done(client, longer);
        assertThat(client.videos().list(VideoListParams.builder().limit(2).build()).autoPager())
            .hasSize(3);
        assertThatThrownBy(
                () ->
                    client
                        .videos()
                        .create(VideoCreateParams.builder().prompt("").model("sora-2").build()))
            .isInstanceOf(BadRequestException.class);
        assertThat(client.videos().delete(film.id()).deleted()).isTrue();
        assertThatThrownBy(() -> client.videos().retrieve(film.id()))
            .isInstanceOf(NotFoundException.class);
      } finally {
        client.close();
      }
    }
  }
}
