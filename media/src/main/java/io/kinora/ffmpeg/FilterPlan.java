package io.kinora.ffmpeg;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// Which filters of FFmpeg follow which, with which settings; [FilterGraph] makes it run.
///
/// A plan is data: names, values and wires. FFmpeg's language of graphs, with its quoting and
/// escaping, is never written, so nothing in a value can be taken for anything else.
public final class FilterPlan {
  /// One end of a filter: where pictures come out, to be led into the next one.
  public record Pad(int node, int index) {}

  /// @param still the one picture of an input that never changes
  record Node(String filter, Map<String, String> options, List<Pad> inputs, @Nullable Frame still) {
    Node {
      inputs = List.copyOf(inputs);
    }
  }

  /// Chroma and scaling as good as swscale does them; its defaults are made for speed, and leave
  /// black columns at some widths.
  public static final String CONVERSION = "bicubic+accurate_rnd+full_chroma_int";

  private final List<Node> nodes = new ArrayList<>();

  /// A stream of pictures that comes from outside.
  public Pad input(FrameSize size, FrameRate rate) {
    return node("buffer", inputOptions(size, rate), null);
  }

  /// A stream of pictures from outside that are laid out and tagged as `first` is; what comes out
  /// is planar RGB. The place of chroma is said again, as filters lose it on the way.
  public Pad input(RawPicture first, FrameRate rate) {
    Pad placed =
        add(
            "scale",
            Map.of("in_chroma_loc", first.frame().chroma_location(), "flags", CONVERSION),
            raw(first, rate));
    return add("format", Map.of("pix_fmts", "gbrp"), placed);
  }

  /// The same as they are.
  public Pad raw(RawPicture first, FrameRate rate) {
    AVFrame frame = first.frame();
    var options = new LinkedHashMap<String, Object>(timing(rate));
    options.put("video_size", frame.width() + "x" + frame.height());
    options.put("pix_fmt", frame.format());
    options.put("colorspace", frame.colorspace());
    options.put("range", frame.color_range());
    return node("buffer", options, null);
  }

  /// A picture that is there all the time.
  public Pad still(Frame picture, FrameRate rate) {
    return node("buffer", inputOptions(picture.size(), rate), picture);
  }

  private static Map<String, Object> inputOptions(FrameSize size, FrameRate rate) {
    var options = new LinkedHashMap<String, Object>(timing(rate));
    options.putAll(
        Map.of("video_size", size, "pix_fmt", "bgra", "colorspace", "gbr", "range", "pc"));
    return options;
  }

  private static Map<String, Object> timing(FrameRate rate) {
    return Map.of(
        "time_base", rate.denominator() + "/" + rate.numerator(),
        "frame_rate", rate.numerator() + "/" + rate.denominator(),
        "pixel_aspect", "1/1");
  }

  /// Adds a filter with one output.
  ///
  /// @param options the filter's settings, in FFmpeg's naming
  public Pad add(String filter, Map<String, ?> options, Pad... inputs) {
    return node(filter, options, null, inputs);
  }

  /// Pictures as an encoder takes them: limited-range BT.709, chroma sited as H.264 has it by
  /// default.
  ///
  /// @param pixelFormat in FFmpeg's naming
  public Pad coded(Pad in, String pixelFormat) {
    var options =
        Map.of(
            "flags", "bicubic+accurate_rnd+full_chroma_inp",
            "out_color_matrix", "bt709",
            "out_range", "limited",
            "out_chroma_loc", "left");
    return add("format", Map.of("pix_fmts", pixelFormat), add("scale", options, in));
  }

  /// The same pictures several times.
  public List<Pad> split(Pad input, int times) {
    Pad first = add("split", Map.of("outputs", times), input);
    var pads = new ArrayList<Pad>();
    for (int i = 0; i < times; i++) {
      pads.add(new Pad(first.node(), i));
    }
    return pads;
  }

  private Pad node(String filter, Map<String, ?> options, @Nullable Frame still, Pad... inputs) {
    var texts = new LinkedHashMap<String, String>();
    options.forEach((key, value) -> texts.put(key, String.valueOf(value)));
    nodes.add(new Node(filter, texts, List.of(inputs), still));
    return new Pad(nodes.size() - 1, 0);
  }

  List<Node> nodes() {
    return nodes;
  }
}
