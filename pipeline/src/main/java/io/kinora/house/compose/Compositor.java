package io.kinora.house.compose;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Composites the layers of a shot, far to near, as the camera sees them at a time.
public final class Compositor {
  private static final int STRIPES = 8;

  private final List<Visual> layers;
  private final SkyBackdrop sky;
  private final View view;
  private final @Nullable Lens lens;

  /// @param layers from far to near
  /// @param size of the frames
  public Compositor(List<? extends Visual> layers, SkyBackdrop sky, View view, FrameSize size) {
    this.layers = List.copyOf(layers);
    this.sky = sky;
    this.view = view;
    lens = view.bends() ? new Lens(size, view.turnX(), view.turnY()) : null;
  }

  /// Paints the frame at time `seconds`.
  public void render(double seconds, Frame frame) {
    if (lens == null) {
      compose(seconds, Canvas.of(frame));
      return;
    }
    compose(seconds, lens.flat());
    lens.bend(frame);
  }

  /// Paints the scene without lens projection.
  private void compose(double seconds, Canvas canvas) {
    List<Drawn> placed =
        layers.stream().<Drawn>flatMap(layer -> placed(layer, seconds, canvas)).toList();
    View.Similarity horizon = view.at(seconds, 0);
    IntStream.range(0, STRIPES)
        .parallel()
        .forEach(
            stripe -> {
              int from = canvas.height() * stripe / STRIPES;
              int to = canvas.height() * (stripe + 1) / STRIPES;
              sky.draw(canvas, horizon, from, to);
              placed.forEach(layer -> layer.draw(canvas, from, to));
            });
  }

  private Stream<? extends Drawn> placed(Visual visual, double seconds, Canvas canvas) {
    View.Similarity reference = view.at(seconds, 1);
    return switch (visual) {
      case Layer layer when layer.plane() != null ->
          Stream.of(
              new PlacedPlane(
                  layer, seconds, view.at(seconds, layer.nearness()), reference, canvas));
      case Layer layer ->
          Placed.of(layer, seconds, view.at(seconds, layer.nearness()), canvas).stream();
      case Screen screen -> Stream.of(screen.drawn(seconds));
      case Figure figure ->
          Stream.of(
              Placed.of(
                  figure.look().at(seconds),
                  figure.path().at(seconds),
                  view.at(seconds, figure.nearness()),
                  canvas));
      case Relief relief ->
          Stream.of(
              new PlacedRelief(
                  relief, view.at(seconds, relief.far()), view.at(seconds, relief.near()), canvas));
    };
  }
}
