package io.kinora.noun;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A depicted action of a person or thing: a row of `actions.tsv`.
///
/// @param key its name as an action, such as `play-guitar`
/// @param english phrases: the first word is a verb in its base form, unless the phrase begins with
///     `=`; `_` stands for a few words, `(a|b)` for either
/// @param chinese the same in simplified characters
/// @param pictures keys of the nouns whose picture shows somebody doing it: neutral, man and woman,
///     or one for all; empty if a pose and props show it
/// @param pose of the doer, such as `holding`; empty for the walking figure
/// @param props the things that belong to it
/// @param motion the action of the motion network for it
/// @param home the scene in which it is done; null for any
/// @param of keys and categories of the things that do it, with the nouns that are drawn then;
///     empty for actions of people, which animals can also do if it has props
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
  /// In place of a prop's noun: a second picture of the doer.
  public static final String SELF = "self";

  private static final Pattern PROP =
      Pattern.compile(
          "(?<noun>[a-z-]+):(?<place>[a-z]+)(?:\\*(?<scale>[\\d.]+))?"
              + "(?:@(?<x>-?[\\d.]+))?(?:@(?<y>-?[\\d.]+))?");

  /// The position of a prop.
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
    /// the doer rides on it
    MOUNT,
    /// the doer sits or stands on it
    UNDER,
    /// on the ground in front of the doer, within reach
    USED,
    /// on the ground, at a distance
    GROUND,
    ABOVE,
    /// hanging below the doer
    BENEATH,
    /// another person opposite
    FACING,
    /// the doer stands or lies on it
    ON,
    /// the doer is in it
    IN,
    /// what the doer is at first, before it becomes itself
    BEFORE,
    /// what the doer is in the end
    AFTER,
    /// thrown up from the doer, and falling beside it
    SPURTING,
    /// thrown from the doer's mouth or hands, and falling before it
    SPRAYED,
    /// rising from the doer
    RISING,
    /// coming down to the doer from above
    FALLING,
    /// on the ground before the doer's foot, then away through the air
    KICKED,
    /// in the doer's hand, then away through the air
    THROWN,
    /// thrown up from the water out of which the doer leaps
    SPLASHING,
    /// coming out below the doer and spreading
    EXHAUST,
    /// left behind by the doer on the ground, and spreading
    TRAILING,
    /// coming off the doer and falling to the ground around it
    SHED,
    /// part of the picture of the deed
    DRAWN;

    /// Whether it carries the doer, and not the other way round.
    public boolean carries() {
      return this == MOUNT || this == ON || this == IN;
    }

    /// Whether it is another picture of the doer.
    public boolean self() {
      return this == BEFORE || this == AFTER;
    }

    /// Whether it repeatedly comes out of the doer or comes to it.
    public boolean streams() {
      return switch (this) {
        case SPURTING, SPRAYED, RISING, FALLING, SHED, EXHAUST, TRAILING, SPLASHING -> true;
        default -> false;
      };
    }
  }

  /// A thing that belongs to an action.
  ///
  /// @param noun its key
  /// @param scale factor of its usual size
  /// @param x offset to the right, in half heights of the doer, who looks to the left
  /// @param y offset down
  public record Prop(String noun, Place place, double scale, double x, double y) {
    /// A prop with its usual size and offset.
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

  /// Whether a thing does it; false for actions of people.
  ///
  /// @param noun its key
  public boolean isOf(String noun) {
    Noun thing = of.isEmpty() ? null : Nouns.named(noun);
    return of.containsKey(noun) || (thing != null && of.containsKey(thing.category()));
  }

  /// The key of the noun that is drawn when a thing does it: another one for a subject whose
  /// drawing does not show it.
  public String shown(String noun) {
    return of.getOrDefault(noun, noun);
  }

  /// The other picture of the doer, at the start or the end; null if there is none.
  public @Nullable Prop self() {
    return props.stream().filter(prop -> prop.place().self()).findFirst().orElse(null);
  }

  /// The prop with a noun; null if there is none.
  public @Nullable Prop prop(String noun) {
    return props.stream().filter(prop -> prop.noun().equals(noun)).findFirst().orElse(null);
  }

  /// Whether it has visible props besides a seat, so that an animal may do it, too.
  public boolean hasProps() {
    return props.stream()
        .anyMatch(prop -> prop.place() != Place.DRAWN && prop.place() != Place.UNDER);
  }

  /// The noun whose picture shows somebody doing it; null if the walking figure is used.
  ///
  /// @param female whether the person is female; null if the prompt does not say
  public @Nullable String picture(@Nullable Boolean female) {
    if (!pictures.isEmpty()) {
      int which = female == null ? 0 : female ? 2 : 1;
      return pictures.get(Math.min(which, pictures.size() - 1));
    }
    return pose.isEmpty() ? null : Deeds.posed(pose, Boolean.TRUE.equals(female));
  }
}
