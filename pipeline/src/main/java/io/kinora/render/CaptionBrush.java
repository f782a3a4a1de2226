package io.kinora.render;

import io.kinora.media.FilterGraph;
import io.kinora.media.FilterPlan;
import io.kinora.media.FilterPlan.Pad;
import io.kinora.render.Operation.Brush;
import io.kinora.render.Operation.Canvas;
import io.kinora.scene.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes captions on frames, by FFmpeg's `drawtext`, which shapes them by HarfBuzz.
final class CaptionBrush implements Brush {
  /// Where the text stands, and how large it is, as a share of the picture's height.
  enum Style {
    /// At the bottom, as subtitles are.
    SUBTITLE(0.055) {
      @Override
      double lastBaseline(double height, int lines, double lineHeight) {
        return height * 0.93;
      }
    },
    /// In the middle, large.
    TITLE(0.11) {
      @Override
      double lastBaseline(double height, int lines, double lineHeight) {
        return height / 2 + (lines / 2.0 - 0.25) * lineHeight;
      }
    };

    private final double size;

    Style(double size) {
      this.size = size;
    }

    /// Where the last of the lines stands, in pixels from above.
    abstract double lastBaseline(double height, int lines, double lineHeight);
  }

  private final Canvas canvas;
  private final Captions captions;
  private final Style style;
  private String shown = "";
  private @Nullable FilterGraph graph;

  CaptionBrush(Canvas canvas, Captions captions, Style style) {
    this.canvas = canvas;
    this.captions = captions;
    this.style = style;
  }

  @Override
  public void paint(Frame frame, long index) {
    String text = captions.at(canvas.rate().seconds(index));
    if (!text.equals(shown)) {
      close();
      graph = text.isEmpty() ? null : writing(text);
      shown = text;
    }
    if (graph != null) {
      graph.push(0, frame);
      boolean drawn = graph.pull(frame);
      if (!drawn) {
        throw new IllegalStateException("drawtext kept a picture");
      }
    }
  }

  /// Line by line, each on its own baseline: FFmpeg 8 draws a box for a line's end.
  private FilterGraph writing(String text) {
    double pixels = Math.max(10, style.size * canvas.size().height());
    double room = 0.9 * canvas.size().width() / pixels;
    List<String> lines = Typeface.wrap(text, room).lines().toList();
    double lineHeight = 1.3 * pixels;
    double baseline = style.lastBaseline(canvas.size().height(), lines.size(), lineHeight);
    var plan = new FilterPlan();
    Pad at = plan.input(canvas.size(), canvas.rate());
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        double y = baseline - (lines.size() - 1 - i) * lineHeight;
        at = line(plan, at, lines.get(i), pixels, Math.round(y));
      }
    }
    return new FilterGraph(plan, at);
  }

  private static Pad line(FilterPlan plan, Pad in, String text, double pixels, long y) {
    var options = new HashMap<String, Object>();
    options.put("fontfile", Typeface.file());
    options.put("text", text);
    options.put("expansion", "none"); // a % is a %
    options.put("fontsize", Math.round(pixels));
    options.putAll(Map.of("fontcolor", "white", "bordercolor", "black"));
    options.put("borderw", Math.max(1, Math.round(pixels / 14)));
    options.putAll(Map.of("x", "(w-text_w)/2", "y", y, "y_align", "baseline"));
    return plan.add("drawtext", options, in);
  }

  @Override
  public void close() {
    if (graph != null) {
      graph.close();
      graph = null;
    }
  }
}
