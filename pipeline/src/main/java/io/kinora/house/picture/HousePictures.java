package io.kinora.house.picture;

import io.kinora.engine.EngineOption;
import io.kinora.engine.EngineOption.Values;
import java.util.List;
import java.util.Set;

/// The settings of the house engine for pictures.
public final class HousePictures {
  /// The roles of pictures that show subjects.
  static final List<String> SUBJECTS = List.of("subject", "subject2", "subject3", "subject4");

  /// The role of a picture that shows the place.
  static final String SCENE = "scene";

  /// The roles of pictures that are frames of the film.
  static final String FIRST = "first", LAST = "last";

  /// The role of a picture whose style the film is painted in; engines do not receive it.
  static final String STYLE = "style";

  /// The roles of pictures that show things.
  static final List<String> THINGS =
      List.of("subject", "subject2", "subject3", "subject4", FIRST, LAST);

  /// Pictures.
  public static final EngineOption IMAGE =
      new EngineOption(
          "image",
          "FILE[:PART]",
          "A picture of your own. With house PART is subject (default), subject2 to subject4,"
              + " first or last, each optionally with =NOUN, scene, or style; with wan first"
              + " (default) or last",
          new Values.Picture(
              List.of("subject", "subject2", "subject3", "subject4", FIRST, LAST, SCENE, STYLE),
              Set.copyOf(THINGS)),
          "",
          true);

  /// The option for the amount of detail taken from a subject's picture.
  public static final EngineOption DETAIL =
      new EngineOption(
          "image-detail",
          "HOW",
          "fine keeps the picture's own detail, coarse paints it from its code only",
          new Values.Choice(List.of("fine", "coarse")),
          "fine");

  /// The option for the mask of the first subject's picture.
  public static final EngineOption MASK =
      new EngineOption(
          "mask",
          "FILE",
          "Marks the subject in its picture: white, or opaque (default: detected)",
          new Values.File(),
          "");

  /// The option for the ground line of a picture.
  public static final EngineOption GROUND =
      new EngineOption(
          "ground",
          "Y",
          "Where the ground begins in a picture of a place: 0 is its top, 1 its bottom",
          new Values.Real(0, 1),
          "detected");

  /// The option for taught words.
  public static final EngineOption WORDS =
      new EngineOption(
          "words",
          "FILE",
          "A file that kinora teach wrote; may be repeated",
          new Values.File(),
          "those of ~/.kinora/words that the prompt names",
          true);

  /// All of these options.
  public static final List<EngineOption> ALL = List.of(IMAGE, DETAIL, MASK, GROUND, WORDS);

  private HousePictures() {}
}
