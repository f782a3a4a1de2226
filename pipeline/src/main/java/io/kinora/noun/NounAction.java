package io.kinora.noun;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a noun of the table does an action: where it is then, and the manner in which it moves.
public final class NounAction {
  private NounAction() {}

  /// A noun with an action: a dancing teapot sways, a walking eagle is on the ground.
  ///
  /// @param action of the text stage; null for the noun's own
  public static Noun of(Noun noun, @Nullable String action) {
    if (action == null || action.equals(noun.action())) {
      return noun;
    }
    boolean flies = noun.habitat() == Habitat.AIR;
    return switch (action) {
      case "fly", "hover", "take off", "take-off" -> {
        Noun flying = Nouns.named(noun.key() + "-flying");
        yield up(
            flying == null ? noun : flying,
            action,
            noun.manner() == Manner.FLUTTER ? noun.manner() : Manner.FLY);
      }
      case "flutter" -> up(noun, action, Manner.FLUTTER);
      case "glide" ->
          noun.habitat() == Habitat.GROUND && noun.category().equals("animal")
              ? up(noun, action, Manner.GLIDE)
              : noun.doing(action, Manner.GLIDE, 1);
      case "float" ->
          noun.doing(action, noun.habitat() == Habitat.WATER ? Manner.BOB : Manner.FLOAT, 1);
      case "walk", "run" -> (flies ? noun.in(Habitat.GROUND) : noun).doing(action, step(noun), 1);
      case "hop" -> (flies ? noun.in(Habitat.GROUND) : noun).doing(action, Manner.HOP, 1);
      case "stand" ->
          (flies && noun.category().equals("animal") ? noun.in(Habitat.GROUND) : noun)
              .doing(action, rest(noun), 1);
      case "dance" -> noun.doing(action, Manner.DANCE, 1);
      case "sway" -> noun.doing(action, Manner.SWAY, 1);
      case "spin" -> noun.doing(action, spinning(noun), 1);
      case "roll" -> noun.doing(action, rolling(noun), 1);
      case "swim", "dive" ->
          (noun.habitat() == Habitat.GROUND ? noun.in(Habitat.WATER) : noun)
              .doing(action, Manner.SWIM, 1);
      default -> noun.doing(action, noun.manner(), 1);
    };
  }

  /// The spinning motion of a noun: plants turn towards the sun, a planet about an unseen axis.
  private static Manner spinning(Noun noun) {
    boolean sways = noun.category().equals("plant") || noun.habitat() == Habitat.SPACE;
    return noun.lives()
        ? Manner.DANCE
        : sways ? Manner.SWAY : upright(noun) ? Manner.RATTLE : Manner.SPIN;
  }

  /// Whether it stays upright while its contents rotate: a washing machine, a pot of soup.
  private static boolean upright(Noun noun) {
    return Set.of("household", "furniture", "building", "drink").contains(noun.category())
        || (noun.category().equals("food") && noun.habitat() == Habitat.TABLE);
  }

  /// The rolling motion of a noun: a ball rolls over, a plant does not.
  private static Manner rolling(Noun noun) {
    boolean rooted = noun.category().equals("plant") || noun.habitat() == Habitat.WATER;
    return rooted ? noun.manner() : upright(noun) ? Manner.RATTLE : Manner.ROLL;
  }

  private static Noun up(Noun noun, String action, Manner manner) {
    boolean high = noun.habitat() == Habitat.SKY || noun.habitat() == Habitat.SPACE;
    return (high ? noun : noun.in(Habitat.AIR)).doing(action, manner, 1);
  }

  private static Manner step(Noun noun) {
    return switch (noun.manner()) {
      case WADDLE, HOP, CRAWL, SLITHER, DRIVE, ROLL -> noun.manner();
      default -> Manner.WALK;
    };
  }

  private static Manner rest(Noun noun) {
    return noun.lives() ? Manner.BREATHE : Manner.STILL;
  }
}
