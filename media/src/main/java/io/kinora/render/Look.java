package io.kinora.render;

import io.kinora.clip.Clip;
import io.kinora.render.colour.Corrections;
import io.kinora.render.operation.FilteredClip;
import io.kinora.render.operation.Kind;
import io.kinora.render.operation.Operation;
import io.kinora.render.operation.Operation.Canvas;
import io.kinora.render.operation.Operation.Drawing;
import io.kinora.render.operation.Operation.Lettering;
import io.kinora.render.operation.Operation.Painting;
import io.kinora.render.operation.Operation.Retiming;
import io.kinora.render.operation.PaintedClip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The operations on a clip, step by step, each by name: `filter noir=0.5`.
///
/// @param steps in the order in which they are applied
public record Look(List<Step> steps) {
  /// No step: the frames stay unchanged.
  public static final Look NONE = new Look(List.of());

  /// The effects whose value is the name of a file.
  private static final Set<String> FILE_EFFECTS = Set.of("overlay", "subtitles");

  public Look {
    steps = List.copyOf(steps);
  }

  /// One validated step.
  ///
  /// @param value as typed; empty if only the name was given
  public record Step(Kind kind, String name, String value) {
    /// @throws io.kinora.error.BadRequest if there is no such name, or the value is out of range
    public Step {
      Operation _ = Catalogue.find(kind, name).operation(value);
    }

    /// Reads `NAME` or `NAME=VALUE`.
    public static Step parse(Kind kind, String text) {
      int equals = text.indexOf('=');
      return equals < 0
          ? new Step(kind, text.strip(), "")
          : new Step(kind, text.substring(0, equals).strip(), text.substring(equals + 1));
    }

    /// The step in the form that [#parse] reads, with the kind before it.
    @Override
    public String toString() {
      return kind.label() + " " + name + (value.isEmpty() ? "" : "=" + value);
    }
  }

  /// Reads what [Step#toString] writes.
  public static Look parse(List<String> steps) {
    return new Look(
        steps.stream()
            .map(
                text -> {
                  int space = text.indexOf(' ');
                  Kind kind = Kind.labelled(space < 0 ? text : text.substring(0, space));
                  return Step.parse(kind, text.substring(space + 1));
                })
            .toList());
  }

  /// Whether a step would read a file; a server rejects such steps in requests.
  public static boolean readsFile(String step) {
    String[] words = step.strip().split("\\s+", 2);
    String kind = words[0];
    String name = words.length < 2 ? "" : words[1].replaceFirst("=.*", "").strip();
    return kind.equals(Kind.LUT.label())
        || kind.equals(Kind.FONT.label())
        || FILE_EFFECTS.contains(name.toLowerCase(Locale.ROOT));
  }

  /// The steps as strings.
  public List<String> texts() {
    return steps.stream().map(Step::toString).toList();
  }

  /// Whether the length of a clip, or its frames' order, changes.
  public boolean retimes() {
    return operations().stream().anyMatch(Retiming.class::isInstance);
  }

  /// The parts of the steps that cannot be done as requested, one line each.
  public List<String> notes() {
    List<Path> fonts = fonts();
    return operations().stream()
        .flatMap(operation -> operation.notes(fonts).stream())
        .distinct()
        .toList();
  }

  /// The fonts that are named among the steps.
  private List<Path> fonts() {
    return operations().stream()
        .filter(Lettering.class::isInstance)
        .map(operation -> ((Lettering) operation).font())
        .toList();
  }

  private List<Operation> operations() {
    return steps.stream()
        .map(step -> Catalogue.find(step.kind(), step.name()).operation(step.value()))
        .filter(operation -> operation != Corrections.NOTHING)
        .toList();
  }

  /// The clip after all steps; closing it closes `source`, which is closed at once if a step fails
  /// to start.
  public Clip apply(Clip source) {
    Clip at = source;
    try {
      List<Path> fonts = fonts();
      var drawings = new ArrayList<Drawing>();
      for (Operation operation : operations()) {
        if (operation instanceof Drawing drawing) {
          drawings.add(drawing);
          continue;
        }
        at = flush(at, drawings);
        at =
            switch (operation) {
              case Painting painting -> new PaintedClip(at, painting.brush(Canvas.of(at, fonts)));
              case Retiming retiming -> retiming.retime(at);
              case Lettering _ -> at;
              case Drawing _ -> throw new AssertionError("taken above");
            };
      }
      return flush(at, drawings);
    } catch (RuntimeException e) {
      at.close();
      throw e;
    }
  }

  private static Clip flush(Clip clip, List<Drawing> drawings) {
    if (drawings.isEmpty()) {
      return clip;
    }
    Clip drawn = FilteredClip.drawn(clip, drawings);
    drawings.clear();
    return drawn;
  }
}
