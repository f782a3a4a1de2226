package io.kinora.noun;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place that the bundled model knows by name: a row of `places.tsv`.
///
/// @param key its name in files, such as `living-room`
/// @param english its names, most usual first
/// @param chinese the same, in simplified characters
/// @param ground the kind of ground
/// @param backdrop the painters' scene behind it; through the windows of a room its sky is visible
/// @param without omitted parts of the backdrop's arrangement: names of things, or `*` for all near
///     things
/// @param wall behind everything; null outdoors
/// @param floors layers of floor, one over another
/// @param props standing and hanging things
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
  /// The kind of ground.
  public enum Ground {
    /// a room with windows, walls and lamps
    ROOM,
    /// outdoors between walls
    YARD,
    LAND,
    /// water in which subjects swim or float
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

  /// Whether it is indoors: lamps are lit, and no rain falls.
  public boolean indoors() {
    return ground == Ground.ROOM;
  }

  /// A picture that is tiled over a wall or a floor.
  ///
  /// @param picture the key of its code
  /// @param tile the height of a tile in half frame heights, for a floor at the line of the
  ///     subjects
  /// @param halfWidth of a strip that leads away from the viewer; 0 if it is not a strip
  /// @param middle centre of the strip, to the right of the centre of the frame
  /// @param tint `0xRRGGBB`, by which its colours are multiplied
  public record Surface(String picture, double tile, double halfWidth, double middle, int tint) {}

  /// The reference point of a thing's position.
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
  /// @param where the part of it that `y` refers to
  /// @param y in half frame heights from the middle, down
  /// @param height in half frame heights; 0 to derive it from its real height
  /// @param colour one of the vocabulary, or empty for its own
  public record Prop(String noun, double x, Where where, double y, double height, String colour) {}
}
