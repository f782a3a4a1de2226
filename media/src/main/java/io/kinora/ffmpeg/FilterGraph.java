package io.kinora.ffmpeg;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_init_str;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_link;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_is_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.error.MediaFailure;
import io.kinora.ffmpeg.FilterPlan.Node;
import io.kinora.ffmpeg.FilterPlan.Pad;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avfilter.AVFilter;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;

/// Runs a [FilterPlan]: pictures are pushed in and pulled out one by one, so it holds only as many
/// as its filters need. It is not thread-safe.
public final class FilterGraph implements AutoCloseable {
  /// The pixel format of a [Frame], and the constant for any format that the filters output.
  public static final String RGB = "bgra", ANY = "";

  static {
    FFmpeg.load();
    Loader.load(avfilter.class);
  }

  private final Handles handles = new Handles();
  private final AVFilterGraph graph;
  private final List<AVFilterContext> filters = new ArrayList<>();
  private final List<Input> inputs = new ArrayList<>();
  private final AVFilterContext sink;
  private final AVFrame pulled;
  private boolean ended;

  /// An input for pictures, and its buffers that the filters have released.
  private static final class Input {
    final AVFilterContext buffer;
    final List<AVFrame> pool = new ArrayList<>();
    long frames;

    Input(AVFilterContext buffer) {
      this.buffer = buffer;
    }
  }

  /// Builds the filters up to `output`, the end of the plan.
  ///
  /// @throws MediaFailure if this build of FFmpeg lacks a filter, or one rejects its settings
  public FilterGraph(FilterPlan plan, Pad output) {
    this(plan, output, RGB);
  }

  /// The same, for pictures of another pixel format, which [#pull(Consumer)] and
  /// [#pull(RawPicture)] return.
  ///
  /// @param layout in FFmpeg's naming, or [#ANY]
  public FilterGraph(FilterPlan plan, Pad output, String layout) {
    try {
      graph = handles.own(avfilter_graph_alloc(), g -> avfilter_graph_free(g));
      graph.nb_threads(Math.min(4, Runtime.getRuntime().availableProcessors()));
      String conversion = "flags=" + FilterPlan.CONVERSION;
      FFmpeg.check(av_opt_set(graph, "scale_sws_opts", conversion, 0), "set up a filter graph");
      for (Node node : plan.nodes()) {
        filters.add(filter(node));
      }
      sink = create("buffersink");
      if (!layout.equals(ANY)) {
        FFmpeg.check(
            av_opt_set(sink, "pixel_formats", layout, AV_OPT_SEARCH_CHILDREN), "set up a sink");
      }
      initialize(sink, "buffersink");
      for (int i = 0; i < plan.nodes().size(); i++) {
        List<Pad> wires = plan.nodes().get(i).inputs();
        for (int k = 0; k < wires.size(); k++) {
          link(wires.get(k), filters.get(i), k);
        }
      }
      link(output, sink, 0);
      FFmpeg.check(avfilter_graph_config(graph, null), "set up a filter graph");
      pulled = handles.own(av_frame_alloc(), f -> av_frame_free(f));
      pushStills(plan.nodes());
    } catch (RuntimeException e) {
      handles.close();
      throw e;
    }
  }

  private AVFilterContext filter(Node node) {
    AVFilterContext context = create(node.filter());
    node.options()
        .forEach(
            (key, value) ->
                FFmpeg.check(
                    av_opt_set(context, key, value, AV_OPT_SEARCH_CHILDREN),
                    "set %s of its filter %s to %s".formatted(key, node.filter(), value)));
    initialize(context, node.filter());
    if (node.filter().equals("buffer")) {
      inputs.add(new Input(context));
    }
    return context;
  }

  private AVFilterContext create(String name) {
    AVFilter found = avfilter_get_by_name(name);
    if (found == null) {
      throw new MediaFailure(
          "This build of FFmpeg has no filter " + name + ".",
          "Use the FFmpeg that Kinora declares (org.bytedeco:ffmpeg).",
          "encoder");
    }
    AVFilterContext context =
        avfilter_graph_alloc_filter(graph, found, name + "@" + filters.size());
    return new Handles().own(context, c -> {}); // freed with the graph
  }

  private static void initialize(AVFilterContext context, String name) {
    FFmpeg.check(
        avfilter_init_str(context, (BytePointer) null), "start its filter \"" + name + "\"");
  }

  private void link(Pad from, AVFilterContext to, int index) {
    FFmpeg.check(
        avfilter_link(filters.get(from.node()), from.index(), to, index), "connect two filters");
  }

  private void pushStills(List<Node> nodes) {
    List<Node> sources = nodes.stream().filter(n -> n.filter().equals("buffer")).toList();
    for (int i = 0; i < sources.size(); i++) {
      Frame still = sources.get(i).still();
      if (still != null) {
        push(i, still);
        end(i);
      }
    }
  }

  /// Pushes the next picture into input `index`, counted in the plan's order of inputs.
  public void push(int index, Frame frame) {
    Input input = inputs.get(index);
    AVFrame picture = free(input, frame.size());
    Picture.copyWithAlpha(frame, Picture.pixels(picture), picture.linesize(0) / Integer.BYTES);
    picture.pts(input.frames++).duration(1);
    FFmpeg.check(
        av_buffersrc_add_frame_flags(input.buffer, picture, AV_BUFFERSRC_FLAG_KEEP_REF),
        "filter a picture");
  }

  /// The same with a picture that is in FFmpeg's memory already, which is empty afterwards.
  public void push(int index, RawPicture raw) {
    Input input = inputs.get(index);
    AVFrame picture = raw.frame();
    picture.pts(input.frames++).duration(1);
    FFmpeg.check(av_buffersrc_add_frame_flags(input.buffer, picture, 0), "filter a picture");
  }

  /// A buffer that no filter references any more.
  private AVFrame free(Input input, FrameSize size) {
    for (AVFrame picture : input.pool) {
      if (av_frame_is_writable(picture) != 0) {
        return picture;
      }
    }
    AVFrame picture = Picture.rgb(handles, size);
    input.pool.add(picture);
    return picture;
  }

  /// Signals that input `index` has received its last picture.
  public void end(int index) {
    FFmpeg.check(
        av_buffersrc_add_frame_flags(inputs.get(index).buffer, null, 0), "end a filter graph");
  }

  /// Passes all pictures that are ready to `sink`; each is valid until the next one.
  public void pull(Consumer<AVFrame> sink) {
    while (pull()) {
      sink.accept(pulled);
      av_frame_unref(pulled);
    }
  }

  /// Fills `into` with the next picture.
  ///
  /// @return false if the filters need more pictures first, or have [#ended]
  public boolean pull(Frame into) {
    if (!pull()) {
      return false;
    }
    try {
      if (pulled.format() != AV_PIX_FMT_BGRA
          || pulled.width() != into.width()
          || pulled.height() != into.height()) {
        throw new IllegalStateException(
            "The filters give %dx%d, not %s"
                .formatted(pulled.width(), pulled.height(), into.size()));
      }
      Picture.copy(Picture.pixels(pulled), pulled.linesize(0) / Integer.BYTES, into);
    } finally {
      av_frame_unref(pulled);
    }
    return true;
  }

  /// The same without a copy.
  public boolean pull(RawPicture into) {
    if (!pull()) {
      return false;
    }
    into.take(pulled);
    return true;
  }

  private boolean pull() {
    int code = av_buffersink_get_frame(sink, pulled);
    if (code == FFmpeg.EAGAIN || code == AVERROR_EOF) {
      ended |= code == AVERROR_EOF;
      return false;
    }
    FFmpeg.check(code, "filter a picture");
    return true;
  }

  /// Whether the last picture has been pulled.
  public boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    handles.close();
  }
}
