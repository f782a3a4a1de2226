package io.kinora.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.shot.Camera;
import io.kinora.shot.Embedding;
import io.kinora.shot.SubjectPhrase;
import io.kinora.shot.Understanding;
import io.kinora.shot.Understanding.Keyword;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnderstandingJsonTest {
  private static Understanding understanding(@Nullable Camera camera) {
    var vector = new Embedding(3, 4);
    return new Understanding(
        "a crimson sparrow, zoom in",
        "en",
        List.of("a", "crimson", "sparrow", ",", "zoom", "in"),
        List.of(new Keyword("crimson sparrow", .87654321)),
        List.of(new SubjectPhrase("bird", "sparrow", "red", null, null, null, 1)),
        "sea",
        null,
        null,
        camera,
        List.of("sparrow → bird"),
        List.of(),
        List.of(vector),
        vector);
  }

  @Test
  void has_every_field_and_null_where_nothing_is_said() {
    assertThat(
            UnderstandingJson.of(understanding(Camera.STATIC.with(Camera.Axis.ZOOM, 4)))
                .toPrettyString())
        .isEqualToNormalizingNewlines(
            """
            {
              "prompt" : "a crimson sparrow, zoom in",
              "language" : "en",
              "tokens" : [ "a", "crimson", "sparrow", ",", "zoom", "in" ],
              "keywords" : [ {
                "text" : "crimson sparrow",
                "score" : 0.8765
              } ],
              "subjects" : [ {
                "name" : "bird",
                "colour" : "red",
                "action" : null,
                "direction" : null,
                "count" : 1,
                "speed" : null,
                "size" : null,
                "word" : "sparrow"
              } ],
              "scene" : "sea",
              "time" : null,
              "weather" : null,
              "camera" : {
                "zoom" : 4.0
              },
              "understood" : [ "sparrow → bird" ],
              "notUnderstood" : [ ],
              "vector" : {
                "dimension" : 2,
                "norm" : 5.0,
                "values" : [ 3.0, 4.0 ]
              }
            }\
            """);
  }

  @Test
  void tells_a_static_camera_from_none() {
    assertThat(UnderstandingJson.of(understanding(Camera.STATIC)).get("camera").isEmpty()).isTrue();
    assertThat(UnderstandingJson.of(understanding(Camera.STATIC)).get("camera").isNull()).isFalse();
    assertThat(UnderstandingJson.of(understanding(null)).get("camera").isNull()).isTrue();
  }
}
