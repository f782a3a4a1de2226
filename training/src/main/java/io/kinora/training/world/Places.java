package io.kinora.training.world;

import io.kinora.error.BadRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The places of the world, each a stack of bands with props at its sides; the middle stays free
/// for subjects. v[0..4] control the sky, v[5..15] the ground.
final class Places {
  /// The default height of the ground under feet and wheels.
  private static final double GROUND = .68;

  private static final Map<String, Scene> ALL = new LinkedHashMap<>();

  static {
    scene("sea", Places::sea).at(.46).water(.46);
    scene("mountains", Places::mountains);
    scene("forest", Places::forest);
    scene("desert", Places::desert).at(.72);
    scene("city", Places::city).at(.80);
    scene("meadow", Places::meadow);
    scene("snowfield", Places::snowfield);
    scene("space", Places::space).at(.72);
    scene("beach", Places::beach).at(.78).water(.26);
    scene("underwater", Places::underwater).at(.74);
    scene("farm", Places::farm);
    scene("jungle", Places::jungle);
    scene("lake", Places::lake).at(.86).water(.40);
  }

  private Places() {}

  /// Declares a scene, except its light and its sky.
  ///
  /// @param arrangement adds its things to the layout
  private static Scene scene(String name, Consumer<Layout> arrangement) {
    var scene = new Scene(arrangement);
    ALL.put(name, scene);
    return scene;
  }

  private static final class Scene {
    private final Consumer<Layout> arrangement;
    private double ground = GROUND;
    private double water = Double.NaN;

    private Scene(Consumer<Layout> arrangement) {
      this.arrangement = arrangement;
    }

    private Scene at(double y) {
      ground = y;
      return this;
    }

    private Scene water(double y) {
      water = y;
      return this;
    }
  }

  /// The names of all scenes, in the order of the text vectors in the weights.
  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  private static Scene named(String name) {
    Scene scene = ALL.get(name);
    if (scene == null) {
      throw new BadRequest(
          "The world has no scene \"" + name + "\".",
          "Its scenes are " + String.join(", ", names()) + ".",
          "scene");
    }
    return scene;
  }

  static void arrange(String scene, Layout l) {
    named(scene).arrangement.accept(l);
  }

  /// The height of the ground under the feet and wheels of subjects.
  static double groundY(String scene) {
    return named(scene).ground;
  }

  /// The height of the water line of floating subjects; NaN in a scene without water.
  static double waterY(String scene) {
    return named(scene).water;
  }

  private static void sea(Layout l) {
    l.sky(6);
    double horizon = l.v(5, .12, .22);
    l.band("far mountains", l.above(15, .4), l.v(6, -1.5, 1.5), horizon + .02, .26, .22);
    l.band("water", l.v(7, -.5, .5), horizon + .75, .78, .6);
    l.glitter(horizon);
    double x = l.v(8, 1.20, 1.50);
    double foot = horizon + l.v(9, .16, .22);
    l.prop("rock", l.above(14, .45), x - .10, foot + .06, .24, .7);
    l.prop("lighthouse", l.above(14, .45), x, foot - .05, .40, .7);
    l.glow(x, foot - .05 - .80 * .40 - .40 * .52, l.above(14, .45) ? .30 : 0, .7);
    l.prop("rock", l.v(10, -1.75, -1.45), foot + .30, .20, .9);
    l.prop("rock", l.v(11, -2.30, -2.0), foot + .45, .34, .95);
    l.prop("rock", l.v(12, 2.1, 2.5), foot + .50, .36, 1);
    l.weather();
  }

  private static void mountains(Layout l) {
    l.sky(6);
    l.band("far mountains", l.v(5, -.6, .6), l.v(6, .0, .10), .58, .2);
    l.band("snowy mountains", l.v(7, -.8, .8), l.v(8, .20, .32), .66, .38);
    l.band("tree line", l.v(9, -.5, .5), .50, .26, .6);
    l.band("meadow", l.v(10, -.6, .6), .80, .48, .95);
    l.prop("pine", -1.55 + l.v(11, -.12, .12), .55, .30, .9);
    l.prop("pine", -1.18 + l.v(12, -.12, .12), .57, .22, .9);
    l.prop("pine", 1.25 + l.v(13, -.12, .12), .56, .26, .9);
    l.prop("pine", 2.30 + l.v(11, -.12, .12), .57, .30, .9);
    l.prop("pine", -2.55 + l.v(13, -.12, .12), .57, .32, .9);
    l.prop("rock", 1.05 + l.v(12, -.25, .15), .70, .13, 1);
    l.prop("rock", -.95 + l.v(14, -.25, .15), .80, .10, 1.05);
    l.prop("pine", 1.66 + l.v(15, -.10, .10), 1.0, .62, 1.25);
    l.prop("bush", -1.62 + l.v(14, -.12, .12), 1.08, .26, 1.28);
    l.weather();
  }

  private static void forest(Layout l) {
    l.sky(4);
    l.band("hills", l.v(5, -.6, .6), l.v(6, .10, .20), .50, .3);
    l.band("tree line", l.v(7, -.6, .6), l.v(8, .16, .22), .40, .45);
    l.band("tree line", 1.3 + l.v(9, -.6, .6), .46, .52, .64);
    l.band("meadow", l.v(10, -.6, .6), .86, .50, .95);
    double[] xs = {-2.5, -1.42, -.98, 1.08, 1.52, 2.45};
    double[] halves = {.42, .46, .36, .34, .46, .44};
    for (int i = 0; i < xs.length; i++) {
      l.prop("pine", xs[i] + l.v(11 + i % 3, -.11, .11), .55 + .02 * (i % 3), halves[i], .85);
    }
    l.prop("bush", -1.15 + l.v(14, -.15, .15), .66, .14, .95);
    l.prop("bush", 1.30 + l.v(13, -.15, .15), .68, .16, .95);
    l.prop("rock", 1.0 + l.v(12, -.15, .15), .82, .11, 1.05);
    l.prop("pine", -1.68 + l.v(15, -.10, .10), 1.08, .88, 1.25);
    l.prop("flowers", 1.42 + l.v(14, -.12, .12), 1.02, .22, 1.25);
    l.weather();
  }

  private static void desert(Layout l) {
    l.sky(4);
    l.band("far mountains", l.v(5, -.6, .6), l.v(6, .22, .28), .34, .25);
    l.band("dunes", l.v(7, -.6, .6), l.v(8, .42, .50), .46, .5);
    l.band("sand", l.v(9, -.6, .6), .86, .48, .95);
    l.prop("cactus", -1.12 + l.v(10, -.15, .15), .50, .17, .85);
    l.prop("cactus", 1.40 + l.v(11, -.12, .12), .54, .25, .9);
    l.prop("cactus", 2.35 + l.v(12, -.2, .2), .54, .22, .9);
    l.prop("rock", 1.08 + l.v(13, -.15, .15), .56, .10, .9);
    l.prop("rock", -1.45 + l.v(14, -.15, .15), .68, .17, 1);
    l.prop("rock", -2.3 + l.v(13, -.15, .15), .62, .2, .95);
    l.prop("cactus", -1.62 + l.v(15, -.08, .08), 1.02, .50, 1.25);
    l.prop("bush", 1.52 + l.v(14, -.12, .12), 1.04, .17, 1.25);
    l.weather();
  }

  private static void city(Layout l) {
    l.sky(4);
    boolean dark = l.is("night", "sunset");
    double x = l.v(5, -.6, .6);
    double y = l.v(6, .10, .20);
    l.band("skyline", !dark, x, y, .50, .3);
    l.band("lit skyline", dark, x, y, .50, .3);
    double[] xs = {-2.45, -1.46, -.84, .92, 1.50};
    double[] halves = {.52, .60, .42, .46, .64};
    for (int i = 0; i < xs.length; i++) {
      double place = xs[i] + l.v(7 + i, -.10, .10);
      double half = halves[i] + l.v(8 + i, -.04, .04);
      l.prop("tower", !dark, place, .42, half, .65);
      l.prop("lit tower", dark, place, .42, half, .65);
    }
    l.band("street", l.v(13, -.5, .5), .75, .40, 1);
    l.prop("oak", -1.20 + l.v(14, -.14, .14), .45, .24, .9);
    l.prop("oak", 1.22 + l.v(15, -.14, .14), .45, .21, .9);
    l.prop("bush", .62 + l.v(14, -.14, .14), .445, .09, .9);
    l.weather();
  }

  private static void meadow(Layout l) {
    l.sky(6);
    l.band("far mountains", l.v(5, -.6, .6), l.v(6, .10, .18), .40, .22);
    l.band("hills", l.v(7, -.8, .8), l.v(8, .36, .44), .44, .45);
    l.band("meadow", l.v(9, -.6, .6), .84, .54, .95);
    double x = -1.22 + l.v(10, -.18, .18);
    l.prop("house", x, .52, .27, .8);
    l.glow(x, .52 - .115, .27, .8);
    l.prop("oak", 1.20 + l.v(11, -.16, .16), .54, .40, .85);
    l.prop("oak", -2.35 + l.v(12, -.2, .2), .54, .38, .9);
    l.prop("bush", 1.52 + l.v(12, -.14, .14), .56, .14, .9);
    l.prop("bush", -.80 + l.v(13, -.08, .08), .55, .10, .85);
    l.prop("flowers", -1.02 + l.v(14, -.16, .16), .80, .13, 1.05);
    l.prop("flowers", 1.12 + l.v(15, -.16, .16), .82, .14, 1.05);
    l.prop("flowers", 1.55 + l.v(13, -.10, .10), 1.04, .26, 1.25);
    l.prop("bush", -1.58 + l.v(11, -.10, .10), 1.08, .28, 1.25);
    l.weather();
  }

  private static void snowfield(Layout l) {
    l.sky(6);
    l.band("snowy mountains", l.v(5, -.6, .6), l.v(6, .16, .26), .54, .3);
    l.band("snow ground", l.v(7, -.6, .6), .62, .42, .6);
    l.prop("snowy pine", -1.30 + l.v(8, -.15, .15), .50, .28, .7);
    l.prop("snowy pine", -.98 + l.v(9, -.10, .10), .47, .20, .65);
    l.prop("snowy pine", 1.12 + l.v(10, -.12, .12), .50, .26, .7);
    l.prop("snowy pine", 2.35 + l.v(9, -.2, .2), .52, .32, .7);
    double x = 1.50 + l.v(11, -.10, .10);
    l.prop("house", x, .54, .23, .75);
    l.glow(x, .54 - .10, .23, .75);
    l.band("snow ground", .8 + l.v(12, -.6, .6), .90, .46, .95);
    l.prop("snowman", l.above(14, .35), -1.02 + l.v(13, -.10, .10), .76, .25, 1);
    l.prop("snowy pine", -1.66 + l.v(15, -.08, .08), 1.06, .66, 1.25);
    l.weather();
  }

  private static void space(Layout l) {
    l.band("stars", l.v(5, -.5, .5), -.5, .5, 0);
    l.band("stars", 1.3, .4, .8, .05);
    l.prop("planet", l.v(6, .70, 1.20), l.v(7, .20, .40), l.v(8, .40, .50), .12);
    l.prop("planet", l.v(9, -1.45, -1.1), l.v(10, -.48, -.36), l.v(11, .13, .18), .06);
    l.prop("moon", l.above(14, .4), l.v(12, -2.6, -2.2), .0, .3, .1);
    l.band("moon ground", l.v(13, -.6, .6), .84, .46, .95);
    l.prop("rock", -1.28 + l.v(14, -.15, .15), .66, .14, 1);
    l.prop("rock", 1.36 + l.v(15, -.15, .15), .72, .18, 1);
    l.prop("rock", 2.3 + l.v(12, -.15, .15), .70, .2, 1);
  }

  private static void beach(Layout l) {
    l.sky(6);
    double horizon = l.v(5, .06, .14);
    l.band("far mountains", l.above(15, .4), l.v(6, -1.5, 1.5), horizon + .02, .24, .22);
    l.band("water", l.v(7, -.5, .5), horizon + .62, .65, .55);
    l.glitter(horizon);
    l.band("surf", l.v(8, -.6, .6), .66, .54, .95);
    l.prop("umbrella", 1.14 + l.v(9, -.12, .12), .74, .25, .98);
    l.prop("umbrella", -2.25 + l.v(10, -.14, .14), .74, .22, .98);
    l.prop("palm", -1.42 + l.v(11, -.10, .10), .84, .66, 1);
    l.prop("palm", 2.32 + l.v(12, -.14, .14), .80, .64, 1);
    l.prop("rock", 1.55 + l.v(13, -.10, .10), .72, .14, 1);
    l.prop("bush", -1.62 + l.v(14, -.08, .08), .92, .18, 1.05);
    l.prop("palm", 1.72 + l.v(15, -.06, .06), 1.18, .94, 1.25);
    l.weather();
  }

  private static void underwater(Layout l) {
    l.band("seabed", .6 + l.v(5, -.6, .6), l.v(6, .44, .52), .46, .4);
    l.prop("rock", -1.05 + l.v(7, -.2, .2), .48, .24, .5);
    l.prop("coral", 1.10 + l.v(8, -.15, .15), .46, .20, .55);
    l.prop("seaweed", -1.40 + l.v(9, -.15, .15), .52, .30, .6);
    l.prop("seaweed", .86 + l.v(10, -.12, .12), .50, .20, .6);
    l.band("seabed", l.v(11, -.6, .6), .84, .46, .95);
    l.prop("coral", -1.16 + l.v(12, -.12, .12), .76, .20, .95);
    l.prop("rock", 1.30 + l.v(13, -.10, .10), .76, .24, .95);
    l.prop("seaweed", 1.55 + l.v(14, -.08, .08), .78, .36, 1);
    l.prop("seaweed", -2.3 + l.v(13, -.12, .12), .80, .40, 1);
    l.prop("coral", 2.3 + l.v(12, -.12, .12), .80, .28, 1);
    l.prop("seaweed", -1.62 + l.v(15, -.08, .08), 1.06, .62, 1.25);
    l.prop("coral", 1.52 + l.v(14, -.10, .10), 1.06, .30, 1.25);
  }

  private static void farm(Layout l) {
    l.sky(4);
    l.band("far mountains", l.v(5, -.6, .6), l.v(6, .06, .14), .36, .22);
    l.band("hills", l.v(7, -.8, .8), l.v(8, .30, .38), .42, .45);
    l.band("wheat field", l.v(9, -.6, .6), .70, .42, .7);
    double x = -1.22 + l.v(10, -.16, .16);
    l.prop("barn", x, .52, .34, .8);
    l.prop("oak", 1.34 + l.v(11, -.14, .14), .52, .36, .8);
    l.prop("oak", -2.35 + l.v(12, -.2, .2), .52, .34, .8);
    l.prop("hay bale", .92 + l.v(12, -.14, .14), .55, .11, .85);
    l.prop("hay bale", -.74 + l.v(13, -.08, .08), .56, .09, .85);
    l.band("meadow", .5 + l.v(9, -.6, .6), .98, .46, .95);
    l.prop("fence", -1.50 + l.v(14, -.06, .06), .76, .24, 1);
    l.prop("fence", -1.08 + l.v(14, -.06, .06), .76, .24, 1);
    l.prop("fence", 1.20 + l.v(15, -.06, .06), .76, .24, 1);
    l.prop("fence", 1.62 + l.v(15, -.06, .06), .76, .24, 1);
    l.prop("hay bale", 1.30 + l.v(13, -.12, .12), .96, .24, 1.15);
    l.prop("flowers", -1.52 + l.v(11, -.10, .10), 1.04, .24, 1.25);
    l.weather();
  }

  private static void jungle(Layout l) {
    l.sky(3);
    l.band("jungle wall", l.v(5, -.6, .6), l.v(6, -.02, .06), .60, .4);
    l.band("jungle wall", 1.4 + l.v(7, -.6, .6), l.v(8, .20, .28), .50, .66);
    l.band("meadow", l.v(9, -.6, .6), .86, .50, .95);
    l.prop("jungle tree", -1.15 + l.v(10, -.12, .12), .56, .56, .85);
    l.prop("jungle tree", 1.05 + l.v(11, -.12, .12), .56, .50, .82);
    l.prop("palm", 1.52 + l.v(12, -.10, .10), .60, .52, .9);
    l.prop("jungle tree", -2.35 + l.v(12, -.2, .2), .56, .56, .85);
    l.prop("palm", 2.30 + l.v(13, -.2, .2), .58, .50, .9);
    l.prop("fern", -1.48 + l.v(13, -.10, .10), .66, .22, .95);
    l.prop("fern", .88 + l.v(14, -.10, .10), .64, .16, .92);
    l.prop("fern", -.86 + l.v(14, -.08, .08), .62, .13, .92);
    l.prop("rock", 1.22 + l.v(11, -.12, .12), .78, .12, 1);
    l.prop("fern", 1.56 + l.v(15, -.10, .10), 1.04, .40, 1.25);
    l.prop("fern", -1.62 + l.v(10, -.10, .10), 1.08, .46, 1.28);
    l.weather();
  }

  private static void lake(Layout l) {
    l.sky(4);
    double horizon = l.v(5, .10, .18);
    l.band("far mountains", l.v(6, -.6, .6), horizon - .16, .40, .2);
    l.band("hills", l.v(7, -.8, .8), horizon - .04, .26, .35);
    l.band("tree line", l.v(8, -.6, .6), horizon - .06, .20, .5);
    l.band("water", l.v(9, -.5, .5), horizon + .62, .65, .6);
    l.glitter(horizon);
    l.prop("water lilies", -1.05 + l.v(10, -.14, .14), .62, .17, .9);
    l.prop("water lilies", 1.18 + l.v(11, -.14, .14), .56, .14, .88);
    l.prop("rock", .92 + l.v(12, -.12, .12), .68, .12, .92);
    l.band("meadow", l.v(9, -.5, .5), 1.02, .26, .95);
    l.prop("reeds", -1.40 + l.v(13, -.10, .10), .84, .28, 1);
    l.prop("reeds", 1.44 + l.v(14, -.10, .10), .84, .30, 1);
    l.prop("reeds", 2.35 + l.v(12, -.2, .2), .86, .30, 1);
    l.prop("pine", -2.30 + l.v(11, -.2, .2), .90, .60, 1);
    l.prop("bush", 1.16 + l.v(10, -.10, .10), .88, .09, 1);
    l.prop("pine", 1.70 + l.v(15, -.08, .08), 1.06, .84, 1.25);
    l.prop("reeds", -1.66 + l.v(13, -.06, .06), 1.10, .46, 1.28);
    l.weather();
  }
}
