package io.kinora.training.world.drawing;

/// A drawable thing of the world: a subject, a prop or a wide band of scenery.
///
/// @param name canonical lower-case English, for example `bird`
/// @param shape the box that it is drawn in
/// @param drawing how it is drawn
public record Thing(String name, Box shape, Drawing drawing) {
  /// The unit box of a drawing: x to the right, y down, the thing faces right.
  public enum Box {
    /// [-1, 1] × [-1, 1]
    SQUARE(1),
    /// [-4, 4] × [-1, 1]: ridges, shores, streets; mirrored beyond its ends
    BAND(4);

    public final int aspect;

    Box(int aspect) {
      this.aspect = aspect;
    }
  }

  /// Draws the thing in neutral daylight, without scenery or ground shadow.
  ///
  /// A drawing is a continuous function of all its numbers, so that a network can learn it: local
  /// (height of the third hill = `u[2]`), never a phase of a sum of sines.
  @FunctionalInterface
  public interface Drawing {
    /// @param pen draws into the box of the thing
    /// @param colour the main colour, already jittered by `u[6]` and `u[7]`; scenery ignores it
    /// @param u the latent of the individual: `DioramaLayers.LATENTS` values in [0, 1)
    /// @param phase articulation in cycles: periodic with period 1
    void draw(Pen pen, java.awt.Color colour, float[] u, double phase);
  }
}
