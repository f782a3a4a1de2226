package io.kinora.noun;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place that the bundled model knows by name: a row of `places.tsv`.
///
/// @param key its name in files, such as `living-room`
/// @param english what it is called, the usual name first
/// @param chinese the same, in simplified characters
/// @param ground what one stands on
/// @param backdrop the scene that the painters know which lies behind it; what is seen of it
///     through the windows of a room is its sky
/// @param without what of the backdrop's arrangement is left out: names of things, or `*` for all
///     that stand near
/// @param wall behind everything; null outdoors
/// @param floors one over another
/// @param props what stands and hangs there
public record Place(
    String key,
    List<String> english,
    List<String> chinese,
    Ground ground,
    String backdrop,
    List<String> without,
    @Nullable Surface wall,
    List<Surface> floors,
    List<Prop> props) {
  /// What one stands on.
  public enum Ground {
    /// a room with windows, walls and lamps
    ROOM,
    /// outdoors between walls
    YARD,
    LAND,
    /// one swims or floats in it
    WATER
  }

  public Place {
    english = List.copyOf(english);
    chinese = List.copyOf(chinese);
    without = List.copyOf(without);
    floors = List.copyOf(floors);
    props = List.copyOf(props);
    if (english.isEmpty() || chinese.isEmpty()) {
      throw new IllegalArgumentException("The place " + key + " lacks names.");
    }
  }

  /// Whether lamps are lit there, and no rain falls.
  public boolean indoors() {
    return ground == Ground.ROOM;
  }

  /// A picture that covers a wall or a floor again and again.
  ///
  /// @param picture the key of its code
  /// @param tile how high a tile is, in half frame heights: of a floor, where subjects stand
  /// @param halfWidth of a strip that leads away from the viewer; 0 if it has no sides
  /// @param middle of the strip, to the right of the middle of the frame
  /// @param tint `0xRRGGBB`, by which its colours are multiplied
  public record Surface(String picture, double tile, double halfWidth, double middle, int tint) {}

  /// Where a thing is.
  public enum Where {
    /// its foot is on the floor
    FOOT,
    /// its middle is on the wall
    WALL,
    /// its top is at the upper edge of the picture
    TOP
  }

  /// A thing that belongs to the place.
  ///
  /// @param noun the key of it
  /// @param x in half frame heights from the middle, to the right
  /// @param where what `y` is of it
  /// @param y in half frame heights from the middle, down
  /// @param height in half frame heights; 0 if it follows from its real one
  /// @param colour one of the vocabulary, or empty for its own
  public record Prop(String noun, double x, Where where, double y, double height, String colour) {}
}
