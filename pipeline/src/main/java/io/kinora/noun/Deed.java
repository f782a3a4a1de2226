package io.kinora.noun;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What somebody or something is seen to do: a row of `actions.tsv`.
///
/// @param key its name as an action, such as `play-guitar`
/// @param english phrases: the first word is a verb in its base form, unless the phrase begins with
///     `=`; `_` stands for a few words, `(a|b)` for either
/// @param chinese the same in simplified characters
/// @param pictures keys of the nouns that show somebody doing it: of anybody, of a man, of a woman,
///     or one for all; none if a pose and props show it
/// @param pose of whoever does it, such as `holding`; empty for the figure that walks
/// @param props what is needed for it
/// @param motion the action of the motion network for it
/// @param home the scene in which it is done; null if in any
/// @param of keys and categories of the things that do it, with the nouns that are drawn then;
///     empty for what people do, and animals with the things that it takes
public record Deed(
    String key,
    List<String> english,
    List<String> chinese,
    List<String> pictures,
    String pose,
    List<Prop> props,
    String motion,
    Manner manner,
    @Nullable String home,
    Map<String, String> of) {
  /// In place of a prop's noun: whoever or whatever does it, once more.
  public static final String SELF = "self";

  private static final Pattern PROP =
      Pattern.compile(
          "(?<noun>[a-z-]+):(?<place>[a-z]+)(?:\\*(?<scale>[\\d.]+))?"
              + "(?:@(?<x>-?[\\d.]+))?(?:@(?<y>-?[\\d.]+))?");

  /// Where a prop is.
  public enum Place {
    /// in the hands
    HAND,
    /// at the mouth
    MOUTH,
    FACE,
    /// on the head, or wherever it is worn
    WORN,
    CHEST,
    WAIST,
    /// one under each foot
    FEET,
    /// whoever does it rides on it
    MOUNT,
    /// whoever does it sits or stands on it
    UNDER,
    /// on the ground before whoever does it, within reach
    USED,
    /// on the ground, at a distance
    GROUND,
    ABOVE,
    /// another person opposite
    FACING,
    /// whoever does it stands or lies on it
    ON,
    /// whoever does it is in it
    IN,
    /// what it is at first, before it becomes itself
    BEFORE,
    /// what it is in the end
    AFTER,
    /// thrown up from it, and falling beside it
    SPURTING,
    /// going up from it
    RISING,
    /// coming down to it from above
    FALLING,
    /// coming off it and falling to the ground around it
    SHED,
    /// part of the picture of the deed
    DRAWN;

    /// Whether it carries whoever does it, and not the other way round.
    public boolean carries() {
      return this == MOUNT || this == ON || this == IN;
    }

    /// Whether it is another picture of whoever does it.
    public boolean self() {
      return this == BEFORE || this == AFTER;
    }

    /// Whether it comes out of whoever does it or comes to it, again and again.
    public boolean streams() {
      return this == SPURTING || this == RISING || this == FALLING || this == SHED;
    }
  }

  /// A thing that belongs to a deed.
  ///
  /// @param noun its key
  /// @param scale times its usual size
  /// @param x further to the right, in half heights of whoever does it, who looks to the left
  /// @param y further down
  public record Prop(String noun, Place place, double scale, double x, double y) {
    /// A prop where such things usually are.
    public static Prop usual(String noun, Place place) {
      return new Prop(noun, place, 1, 0, 0);
    }

    static Prop parse(String text) {
      Matcher m = PROP.matcher(text);
      if (!m.matches()) {
        throw new IllegalArgumentException("No prop: " + text);
      }
      return new Prop(
          m.group("noun"), place(m.group("place")), number(m, "scale", 1), at(m, "x"), at(m, "y"));
    }

    private static Place place(String name) {
      return switch (name) {
        case "held", "hand" -> Place.HAND;
        case "eaten" -> Place.MOUTH;
        case "over" -> Place.ABOVE;
        default -> Place.valueOf(name.toUpperCase(java.util.Locale.ROOT));
      };
    }

    private static double at(Matcher m, String group) {
      return number(m, group, 0);
    }

    private static double number(Matcher m, String group, double otherwise) {
      return m.group(group) == null ? otherwise : Double.parseDouble(m.group(group));
    }
  }

  public Deed {
    english = List.copyOf(english);
    chinese = List.copyOf(chinese);
    pictures = List.copyOf(pictures);
    props = List.copyOf(props);
    of = Map.copyOf(of);
  }

  /// Whether a thing does it; false for what people do.
  ///
  /// @param noun its key
  public boolean isOf(String noun) {
    Noun thing = of.isEmpty() ? null : Nouns.named(noun);
    return of.containsKey(noun) || (thing != null && of.containsKey(thing.category()));
  }

  /// The key of the noun that is drawn when a thing does it: another one for a subject whose
  /// drawing cannot.
  public String shown(String noun) {
    return of.getOrDefault(noun, noun);
  }

  /// The other picture of whoever does it, at its beginning or its end; null if there is none.
  public @Nullable Prop self() {
    return props.stream().filter(prop -> prop.place().self()).findFirst().orElse(null);
  }

  /// The prop that is a noun; null if there is none.
  public @Nullable Prop prop(String noun) {
    return props.stream().filter(prop -> prop.noun().equals(noun)).findFirst().orElse(null);
  }

  /// Whether things beside the doer are seen, so that an animal may do it, too.
  public boolean hasProps() {
    return props.stream().anyMatch(prop -> prop.place() != Place.DRAWN);
  }

  /// The noun that shows somebody doing it; null if the figure that walks does.
  ///
  /// @param female what the person is; null if the prompt leaves it open
  public @Nullable String picture(@Nullable Boolean female) {
    if (!pictures.isEmpty()) {
      int which = female == null ? 0 : female ? 2 : 1;
      return pictures.get(Math.min(which, pictures.size() - 1));
    }
    return pose.isEmpty() ? null : Deeds.posed(pose, Boolean.TRUE.equals(female));
  }
}
