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

/// A graph of FFmpeg filters with their settings; [FilterGraph] runs it.
///
/// A plan is data: names, values and links. FFmpeg's textual graph syntax, with its quoting and
/// escaping, is not used, so a value cannot be parsed as anything else.
public final class FilterPlan {
  /// An output of a filter, which can be linked to an input of the next one.
  public record Pad(int node, int index) {}

  /// @param still the constant picture of an input; null for other nodes
  record Node(String filter, Map<String, String> options, List<Pad> inputs, @Nullable Frame still) {
    Node {
      inputs = List.copyOf(inputs);
    }
  }

  /// The flags for swscale's best conversion of chroma and scaling; its defaults are tuned for
  /// speed, and leave black columns at some widths.
  public static final String CONVERSION = "bicubic+accurate_rnd+full_chroma_int";

  private final List<Node> nodes = new ArrayList<>();

  /// Adds an input for a stream of pictures.
  public Pad input(FrameSize size, FrameRate rate) {
    return node("buffer", inputOptions(size, rate), null);
  }

  /// Adds an input for a stream of pictures with the pixel format and colour tags of `first`,
  /// converted to planar RGB. The chroma location is set again, because filters lose it.
  public Pad input(RawPicture first, FrameRate rate) {
    Pad placed =
        add(
            "scale",
            Map.of("in_chroma_loc", first.frame().chroma_location(), "flags", CONVERSION),
            raw(first, rate));
    return add("format", Map.of("pix_fmts", "gbrp"), placed);
  }

  /// The same without conversion.
  public Pad raw(RawPicture first, FrameRate rate) {
    AVFrame frame = first.frame();
    var options = new LinkedHashMap<String, Object>(timing(rate));
    options.put("video_size", frame.width() + "x" + frame.height());
    options.put("pix_fmt", frame.format());
    options.put("colorspace", frame.colorspace());
    options.put("range", frame.color_range());
    return node("buffer", options, null);
  }

  /// Adds a constant picture as an input.
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

  /// Converts pictures for an encoder: limited-range BT.709, with H.264's default chroma location.
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

  /// Duplicates a stream of pictures.
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
