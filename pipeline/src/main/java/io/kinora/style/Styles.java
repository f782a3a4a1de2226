package io.kinora.style;

import static java.util.Map.entry;

import io.kinora.error.BadRequest;
import io.kinora.error.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The names of styles in English and Chinese, and the nearest styles to unknown names. Artists who
/// died long ago are names of the technique that they are known for; living artists are not styles.
public final class Styles {
  /// The name for no style, whatever the prompt says.
  public static final String NONE = "none";

  private static final SequencedMap<NamedStyle, List<String>> NAMES = new LinkedHashMap<>();

  static {
    name(
        NamedStyle.OIL,
        "oil, oils, oil paint, oil painting, impasto, impressionist, impressionism, van gogh,"
            + " vincent van gogh, monet, claude monet, rembrandt, cezanne, 油画, 油彩, 油画画, 印象派,"
            + " 梵高, 莫奈, 伦勃朗");
    name(
        NamedStyle.WATERCOLOUR,
        "watercolour, watercolor, water colour, water color, watercolour painting, watercolor"
            + " painting, aquarelle, william turner, 水彩, 水彩画");
    name(
        NamedStyle.INK,
        "ink, ink wash, ink painting, ink wash painting, chinese ink, chinese ink painting,"
            + " chinese painting, sumi-e, sumie, qi baishi, 水墨, 水墨画, 国画, 中国画, 山水画, 齐白石");
    name(
        NamedStyle.PENCIL,
        "pencil, pencil sketch, pencil drawing, sketch, graphite, leonardo da vinci, 铅笔, 铅笔画,"
            + " 素描, 素描画");
    name(
        NamedStyle.PASTEL,
        "pastel, pastels, pastel drawing, pastel painting, chalk, chalk drawing, degas, edgar"
            + " degas, 粉彩, 粉彩画, 色粉画, 粉笔画");
    name(
        NamedStyle.WOODBLOCK,
        "woodblock, woodblock print, wood block print, woodcut, ukiyo-e, ukiyoe, ukiyo e, japanese"
            + " print, japanese woodblock print, hokusai, hiroshige, 木版画, 木刻, 木刻画, 版画, 浮世绘, 葛饰北斋,"
            + " 北斋");
    name(NamedStyle.MOSAIC, "mosaic, mosaics, roman mosaic, tiles, 马赛克, 马赛克画, 镶嵌画");
    name(
        NamedStyle.PIXEL,
        "pixel, pixels, pixel art, pixelart, 8-bit, 8 bit, 16-bit, 像素, 像素画, 像素艺术, 像素风");
    name(
        NamedStyle.COMIC,
        "comic, comics, comic book, comic strip, halftone, pop art, lichtenstein, roy"
            + " lichtenstein, warhol, andy warhol, 漫画, 连环画, 波普, 波普艺术, 半调");
    name(NamedStyle.NEON, "neon, neon sign, synthwave, 霓虹, 霓虹画");
  }

  /// Living artists, and the nearest style.
  private static final Map<String, NamedStyle> LIVING =
      Map.ofEntries(
          entry("david hockney", NamedStyle.PASTEL),
          entry("hockney", NamedStyle.PASTEL),
          entry("gerhard richter", NamedStyle.OIL),
          entry("greg rutkowski", NamedStyle.OIL),
          entry("rutkowski", NamedStyle.OIL),
          entry("banksy", NamedStyle.COMIC),
          entry("takashi murakami", NamedStyle.COMIC),
          entry("yayoi kusama", NamedStyle.MOSAIC),
          entry("hayao miyazaki", NamedStyle.WATERCOLOUR),
          entry("miyazaki", NamedStyle.WATERCOLOUR),
          entry("studio ghibli", NamedStyle.WATERCOLOUR),
          entry("ghibli", NamedStyle.WATERCOLOUR),
          entry("ai weiwei", NamedStyle.INK),
          entry("宫崎骏", NamedStyle.WATERCOLOUR),
          entry("吉卜力", NamedStyle.WATERCOLOUR),
          entry("村上隆", NamedStyle.COMIC),
          entry("草间弥生", NamedStyle.MOSAIC),
          entry("曾梵志", NamedStyle.OIL));

  private Styles() {}

  private static void name(NamedStyle style, String names) {
    NAMES.put(style, Arrays.stream(names.split(",")).map(String::strip).toList());
  }

  /// All names of a style, its own first.
  static List<String> names(NamedStyle style) {
    return NAMES.getOrDefault(style, List.of());
  }

  /// The style with a name.
  public static Optional<NamedStyle> find(String name) {
    String plain = plain(name);
    return NAMES.entrySet().stream()
        .filter(entry -> entry.getValue().contains(plain))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// The nearest style to a living artist's.
  static Optional<NamedStyle> near(String artist) {
    return Optional.ofNullable(LIVING.get(plain(artist)));
  }

  /// The style with a name.
  ///
  /// @throws BadRequest with the nearest names if there is none
  public static NamedStyle require(String name) {
    return find(name).orElseThrow(() -> unknown(name));
  }

  private static String plain(String name) {
    return name.strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[’']s$", "")
        .replaceFirst("[\\s-]+style$", "")
        .replaceFirst("风格?$", "")
        .replaceAll("\\s+", " ");
  }

  private static BadRequest unknown(String name) {
    String shown = name.replaceAll("\\p{Cntrl}", "?");
    Optional<NamedStyle> near = near(name);
    if (near.isPresent()) {
      return new BadRequest(
          "\"%s\" is a living artist, whose name is not a style.".formatted(shown),
          "The nearest style is %s.".formatted(near.get().label()),
          "style");
    }
    var all = new ArrayList<String>();
    NAMES.values().forEach(all::addAll);
    return new BadRequest(
        "There is no style \"%s\", and no picture file with that name.".formatted(shown),
        "%sThe styles are %s."
            .formatted(NearestName.hint(name.toLowerCase(Locale.ROOT), all), list()),
        "style");
  }

  /// All styles in a line.
  public static String list() {
    return Arrays.stream(NamedStyle.values())
        .map(style -> style.label() + " (" + style.chinese() + ")")
        .collect(Collectors.joining(", "));
  }
}
