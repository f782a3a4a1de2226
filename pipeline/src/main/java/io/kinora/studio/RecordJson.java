package io.kinora.studio;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.render.Look;
import io.kinora.shot.Camera;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Region;
import io.kinora.shot.SubjectMotion;
import io.kinora.studio.Film.EngineChoice;
import io.kinora.studio.Film.Finish;
import io.kinora.studio.Film.Output;
import io.kinora.style.StyleChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// Serialises the records of a request as JSON: one flat object whose keys are the names of the
/// flags. The records themselves, most of which are in `core`, are independent of JSON.
@SuppressWarnings({"UnusedVariable", "DoNotCallSuggester"}) // mix-ins are read, never run
final class RecordJson {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .addMixIn(FilmRecord.class, OfRecord.class)
          .addMixIn(Film.class, OfFilm.class)
          .addMixIn(EngineChoice.class, OfEngine.class)
          .addMixIn(Format.class, OfFormat.class)
          .addMixIn(FrameSize.class, OfSize.class)
          .addMixIn(Movement.class, OfMovement.class)
          .addMixIn(SubjectMotion.class, OfSubjectMotion.class)
          .addMixIn(Camera.class, OfCamera.class)
          .addMixIn(Finish.class, OfFinish.class)
          .addMixIn(StyleChoice.class, OfStyle.class)
          .addMixIn(EngineOptions.class, OfOptions.class)
          .addMixIn(Region.class, OfRegion.class)
          .addMixIn(Look.class, OfLook.class)
          .addModule(
              new SimpleModule()
                  .addSerializer(new RateWriter())
                  .addDeserializer(FrameRate.class, new RateReader())
                  .addSerializer(new PathWriter())
                  .addDeserializer(Path.class, new PathReader()))
          .build();

  private RecordJson() {}

  // A component without a key has a name in brackets, which cannot be a key: `format`, for example,
  // is the version of the record.

  private record OfRecord(
      @JsonProperty(required = true) String kinora,
      @JsonUnwrapped @JsonProperty("(film)") Film film,
      @JsonProperty(required = true) String weights,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, String> files,
      @JsonProperty(required = true) List<String> understood,
      @JsonProperty(required = true) List<String> notUnderstood) {}

  private record OfFilm(
      @JsonProperty(required = true) String prompt,
      @JsonUnwrapped @JsonProperty("(engine)") EngineChoice engine,
      @JsonProperty(required = true) long seed,
      @JsonUnwrapped @JsonProperty("(format)") Format format,
      @JsonUnwrapped @JsonProperty("(movement)") Movement movement,
      @JsonUnwrapped @JsonProperty("(finish)") Finish finish,
      @JsonIgnore @Nullable Output output) {}

  private record OfEngine(
      @JsonProperty(value = "engine", required = true) String name, EngineOptions options) {}

  private record OfFormat(
      @JsonUnwrapped @JsonProperty("(size)") FrameSize size,
      @JsonProperty(required = true) FrameRate rate,
      @JsonProperty(required = true) double seconds) {}

  private record OfSize(
      @JsonProperty(required = true) int width, @JsonProperty(required = true) int height) {}

  private record OfMovement(
      @JsonProperty(required = true) @Nullable Camera camera,
      @JsonProperty(required = true) double parallax,
      @JsonProperty(value = "motion", required = true) SubjectMotion subject,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Region> regions) {}

  private record OfSubjectMotion(
      @JsonProperty(required = true) double strength,
      @JsonProperty(required = true) @Nullable Double direction) {}

  private record OfCamera(
      @JsonProperty(required = true) double horizontal,
      @JsonProperty(required = true) double vertical,
      @JsonProperty(required = true) double zoom,
      @JsonProperty(required = true) double roll,
      @JsonProperty(required = true) double pan,
      @JsonProperty(required = true) double tilt) {}

  private record OfFinish(
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Look look,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable StyleChoice style,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Path audio) {}

  private record OfStyle(
      @JsonProperty(required = true) String name,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String to,
      @JsonProperty(required = true) double strength,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Path mask,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Path vgg) {}

  private abstract static class OfOptions {
    @JsonCreator
    static EngineOptions of(Map<String, String> values) {
      throw new AssertionError("a mix-in has annotations only");
    }

    @JsonValue
    abstract Map<String, String> values();
  }

  private abstract static class OfRegion {
    @JsonCreator
    static Region parse(String text) {
      throw new AssertionError("a mix-in has annotations only");
    }

    @JsonValue
    @Override
    public abstract String toString();
  }

  private abstract static class OfLook {
    @JsonCreator
    static Look parse(List<String> steps) {
      throw new AssertionError("a mix-in has annotations only");
    }

    @JsonValue
    abstract List<String> texts();
  }

  private static final class RateWriter extends StdSerializer<FrameRate> {
    RateWriter() {
      super(FrameRate.class);
    }

    @Override
    public void serialize(FrameRate rate, JsonGenerator json, SerializationContext context) {
      json.writeString(rate.numerator() + "/" + rate.denominator());
    }
  }

  private static final class RateReader extends StdDeserializer<FrameRate> {
    RateReader() {
      super(FrameRate.class);
    }

    @Override
    public FrameRate deserialize(JsonParser json, DeserializationContext context) {
      return FrameRate.parse(json.getString());
    }
  }

  private static final class PathWriter extends StdSerializer<Path> {
    PathWriter() {
      super(Path.class);
    }

    @Override
    public void serialize(Path path, JsonGenerator json, SerializationContext context) {
      json.writeString(path.toString());
    }
  }

  private static final class PathReader extends StdDeserializer<Path> {
    PathReader() {
      super(Path.class);
    }

    @Override
    public Path deserialize(JsonParser json, DeserializationContext context) {
      return Path.of(json.getString());
    }
  }
}
