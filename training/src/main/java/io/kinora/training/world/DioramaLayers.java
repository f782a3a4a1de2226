package io.kinora.training.world;

import io.kinora.training.data.LayerSource;
import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Thing;
import io.kinora.training.world.scenery.Bands;
import io.kinora.training.world.scenery.Props;
import io.kinora.training.world.scenery.Veils;
import io.kinora.training.world.subject.Colour;
import io.kinora.training.world.subject.Subject;
import io.kinora.training.world.subject.Subjects;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The procedural world as a source of single layers.
public final class DioramaLayers implements LayerSource {
  /// The dimension of the latent u of every thing.
  public static final int LATENTS = 8;

  private static final double SUBJECT_SHARE = .72;

  /// The share of stars, rain and snow among the bands: they are the hardest to learn, because of
  /// their many small details.
  private static final double VEIL_SHARE = .4;

  private final List<Subject> subjects;
  private final List<Thing> scenery;
  private final int height;

  private DioramaLayers(List<Subject> subjects, List<Thing> scenery, int height) {
    this.subjects = subjects;
    this.scenery = scenery;
    this.height = height;
  }

  /// Subjects in all colours, and props, 128×128.
  public static DioramaLayers sprites() {
    return new DioramaLayers(Subjects.all(), Props.all(), 128);
  }

  /// Wide bands of scenery, 256×64.
  public static DioramaLayers bands() {
    return new DioramaLayers(List.of(), Bands.all(), 64);
  }

  /// Whether this pair of subject and colour is held out of training: one pair in nine, so that
  /// each subject and each colour still occurs with most of the others.
  static boolean heldOut(int subject, Colour colour) {
    return (subject * 7 + colour.ordinal() * 5) % 9 == 4;
  }

  @Override
  public List<String> words() {
    var words = new ArrayList<String>();
    subjects.forEach(subject -> words.add(subject.name()));
    scenery.forEach(thing -> words.add(thing.name()));
    if (!subjects.isEmpty()) {
      for (Colour colour : Colour.values()) {
        words.add(colour.label());
      }
    }
    return words;
  }

  private boolean wide() {
    return subjects.isEmpty();
  }

  private static Thing any(List<Thing> things, RandomGenerator random) {
    return things.get(random.nextInt(things.size()));
  }

  @Override
  public boolean draws(Split split) {
    return split == Split.SEEN || !subjects.isEmpty();
  }

  @Override
  public Sample draw(RandomGenerator random, Split split) {
    Latent latent = Latent.random(random, LATENTS);
    float[] u = latent.values();
    double phase = random.nextDouble();
    boolean subject =
        !subjects.isEmpty() && (split == Split.UNSEEN || random.nextDouble() < SUBJECT_SHARE);
    if (!subject) {
      boolean veil = wide() && random.nextDouble() < VEIL_SHARE;
      Thing thing = veil ? any(Veils.all(), random) : any(scenery, random);
      var picture = Pen.picture(thing, Color.GRAY, u, phase, height);
      return new Sample(thing.name(), "", latent, phase, picture);
    }
    while (true) {
      int index = random.nextInt(subjects.size());
      Colour colour = Colour.values()[random.nextInt(Colour.values().length)];
      if (heldOut(index, colour) == (split == Split.UNSEEN)) {
        Thing thing = subjects.get(index).thing();
        var picture = Pen.picture(thing, colour.jittered(u), u, phase, height);
        return new Sample(thing.name(), colour.label(), latent, phase, picture);
      }
    }
  }
}
