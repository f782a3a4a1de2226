package io.kinora.training.world.drawing;

/// A colour in straight sRGB, each component from 0 to 1.
public record Rgb(double red, double green, double blue) {
  public static Rgb of(int red, int green, int blue) {
    return new Rgb(red / 255.0, green / 255.0, blue / 255.0);
  }

  /// This and `other` mixed: all this at 0, all `other` at 1.
  public Rgb mix(Rgb other, double share) {
    return new Rgb(
        red + (other.red - red) * share,
        green + (other.green - green) * share,
        blue + (other.blue - blue) * share);
  }

  /// This colour multiplied by a filter.
  public Rgb times(Rgb filter) {
    return new Rgb(red * filter.red, green * filter.green, blue * filter.blue);
  }

  public Rgb times(double factor) {
    return new Rgb(red * factor, green * factor, blue * factor);
  }

  public Rgb plus(Rgb other) {
    return new Rgb(red + other.red, green + other.green, blue + other.blue);
  }

  /// Opaque 0xAARRGGBB; components are clipped to 0 … 1.
  public int argb() {
    return 0xff000000 | (level(red) << 16) | (level(green) << 8) | level(blue);
  }

  private static int level(double share) {
    return (int) Math.round(255 * Math.clamp(share, 0, 1));
  }
}
