package io.kinora.training.world;

/// One thing at its position in a scene. Units: the reference plane spans y from -1 (top) to 1 over
/// the frame's height, x in the same unit with 0 in the middle.
///
/// @param thing name of a prop or a band
/// @param x centre of its box; a prop is repeated every 6 units of x, a band is mirrored at its
/// ends
/// @param y centre of its box
/// @param halfHeight half the height of its box
/// @param nearness 0 infinitely far, .25 far mountains, 1 the subjects' plane, above 1 foreground
/// @param mirrored whether it faces left
/// @param cyclesPerSecond the speed of its phase
/// @param drift its own horizontal speed in units per second
/// @param u the latent of this individual
@SuppressWarnings("ArrayRecordComponent") // never compared
record Placement(
    String thing,
    double x,
    double y,
    double halfHeight,
    double nearness,
    boolean mirrored,
    double cyclesPerSecond,
    double drift,
    float[] u) {}
