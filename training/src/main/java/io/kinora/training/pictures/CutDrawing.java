package io.kinora.training.pictures;

import io.kinora.error.MediaFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A drawing from its file, without the outline that [Picture]s get.
///
/// @param hand its icon set: the name of its folder
/// @param noun its noun: the name of its file
/// @param pixels premultiplied `0xAARRGGBB`, [#SIDE] rows of [#SIDE]
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CutDrawing(String hand, String noun, int[] pixels) {
  /// The number of rows and columns.
  public static final int SIDE = 192;

  /// Whether it is of the icon set that is excluded from training.
  public boolean foreign() {
    return hand.equals(PictureFolder.FOREIGN);
  }

  /// Reads all drawings in a folder of pictures, in the order of their files.
  public static List<CutDrawing> all(Path folder) {
    try {
      return PictureFolder.files(folder).parallelStream()
          .map(
              file ->
                  new CutDrawing(
                      PictureFolder.hand(file), PictureFolder.noun(file), Drawing.read(file, SIDE)))
          .toList();
    } catch (IOException e) {
      throw new MediaFailure(
          "The pictures in %s cannot be read: %s.".formatted(folder, e.getMessage()),
          "Check the folder and its permissions.",
          "pictures",
          e);
    }
  }
}
