package io.kinora.style;

import static io.kinora.style.StyleTextures.Texture.BLOT;
import static io.kinora.style.StyleTextures.Texture.CROSS_HATCH;
import static io.kinora.style.StyleTextures.Texture.DOTS;
import static io.kinora.style.StyleTextures.Texture.FIBRE;
import static io.kinora.style.StyleTextures.Texture.GRAIN;
import static io.kinora.style.StyleTextures.Texture.HATCH;
import static io.kinora.style.StyleTextures.Texture.SQUARE_X;
import static io.kinora.style.StyleTextures.Texture.SQUARE_Y;
import static io.kinora.style.StyleTextures.Texture.STROKES_0;
import static io.kinora.style.StyleTextures.Texture.STROKES_135;
import static io.kinora.style.StyleTextures.Texture.STROKES_45;
import static io.kinora.style.StyleTextures.Texture.STROKES_90;
import static io.kinora.style.StyleTextures.Texture.TILE_JOINT;
import static io.kinora.style.StyleTextures.Texture.TILE_SHADE;
import static io.kinora.style.StyleTextures.Texture.TILE_X;
import static io.kinora.style.StyleTextures.Texture.TILE_Y;
import static io.kinora.style.StyleTextures.Texture.WOOD;

import io.kinora.style.StyleTextures.Texture;
import java.util.List;
import java.util.Locale;

/// The bundled styles, in the order of the net's heads.
public enum NamedStyle {
  OIL("油画", STROKES_0, STROKES_45, STROKES_90, STROKES_135),
  WATERCOLOUR("水彩", BLOT, FIBRE, GRAIN),
  INK("水墨", BLOT, FIBRE, GRAIN),
  PENCIL("铅笔", HATCH, CROSS_HATCH, GRAIN, FIBRE),
  PASTEL("粉彩", STROKES_45, GRAIN, FIBRE),
  WOODBLOCK("木版画", WOOD, GRAIN, FIBRE),
  MOSAIC("马赛克", TILE_X, TILE_Y, TILE_JOINT, TILE_SHADE),
  PIXEL("像素", SQUARE_X, SQUARE_Y),
  COMIC("漫画", DOTS),
  NEON("霓虹");

  private final String chinese;

  @SuppressWarnings("ImmutableEnumChecker") // a list of List.of
  private final List<Texture> textures;

  NamedStyle(String chinese, Texture... textures) {
    this.chinese = chinese;
    this.textures = List.of(textures);
  }

  /// The name on the command line and in records.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String chinese() {
    return chinese;
  }

  /// The textures of paper and tool for its head; at most [StyleNet#TEXTURES].
  public List<Texture> textures() {
    return textures;
  }
}
