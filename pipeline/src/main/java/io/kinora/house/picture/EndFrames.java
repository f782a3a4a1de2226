package io.kinora.house.picture;

import io.kinora.clip.Frame;
import io.kinora.clip.Pictures;
import io.kinora.error.BadRequest;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Shot;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The given first and last pictures of a shot.
///
/// @param first the shot's first frame; null if none is given
/// @param last its last frame; null if none is given
public record EndFrames(@Nullable SegmentedPicture first, @Nullable SegmentedPicture last) {
  /// No pictures.
  static final EndFrames NONE = new EndFrames(null, null);

  /// Whether a shot has any.
  public static boolean areIn(EngineOptions options) {
    return options.get(HousePictures.IMAGE.key(HousePictures.FIRST)).isPresent()
        || options.get(HousePictures.IMAGE.key(HousePictures.LAST)).isPresent();
  }

  /// Rejects a first or last picture together with one of the place.
  ///
  /// @throws BadRequest if there are both
  public static void check(EngineOptions options) {
    boolean scene = options.get(HousePictures.IMAGE.key(HousePictures.SCENE)).isPresent();
    if (scene && areIn(options)) {
      throw new BadRequest(
          "A picture is the place, and another one is the first or the last frame: these show a"
              + " place themselves.",
          "Name the place, or the frames.",
          "picture");
    }
  }

  /// Reads the pictures of a shot, and segments them.
  ///
  /// @throws BadRequest if one cannot be read
  static EndFrames of(Shot shot, Consumer<String> notes) {
    check(shot.options());
    return new EndFrames(
        read(shot, HousePictures.FIRST, notes), read(shot, HousePictures.LAST, notes));
  }

  private static @Nullable SegmentedPicture read(Shot shot, String part, Consumer<String> notes) {
    EngineOptions options = shot.options();
    String named = options.get(HousePictures.IMAGE.key(part)).orElse("");
    if (named.isEmpty()) {
      return null;
    }
    Path file = Path.of(named);
    Frame picture = Pictures.read(file, part, notes);
    String mask = options.get(HousePictures.MASK.name()).orElse("");
    boolean masked = !mask.isEmpty() && masked(options).equals(part);
    Frame shown =
        masked ? CutOut.of(picture, Pictures.read(Path.of(mask), "mask", notes)) : picture;
    return SegmentedPicture.of(
        picture, shown, shot.size(), line -> notes.accept(file.getFileName() + ": " + line));
  }

  /// The role of the picture that the mask belongs to.
  static String masked(EngineOptions options) {
    String subject = HousePictures.SUBJECTS.getFirst();
    if (options.get(HousePictures.IMAGE.key(subject)).isPresent()) {
      return subject;
    }
    String first = HousePictures.FIRST;
    boolean begins = options.get(HousePictures.IMAGE.key(first)).isPresent();
    return begins ? first : HousePictures.LAST;
  }

  /// The picture whose thing is the actor: the first, otherwise the last.
  public @Nullable SegmentedPicture acting() {
    return first != null ? first : last;
  }
}
