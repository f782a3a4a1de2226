package io.kinora.script;

import io.kinora.render.time.Transition;
import io.kinora.script.Source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// Reads the Markdown of a script.
final class ScriptReader {
  private static final Pattern FRONT =
      Pattern.compile(
          "\\A\\s*---[ \\t]*\\n(.*?)^(?:---|\\.\\.\\.)[ \\t]*(?:\\n|\\z)",
          Pattern.DOTALL | Pattern.MULTILINE);

  private final Source source;

  /// The content under one heading.
  private static final class Section {
    final String title;
    final Place at;
    final StringBuilder prose = new StringBuilder();
    final List<Directives.Line> captions = new ArrayList<>();
    Place prosePlace;

    Section(String title, Place at) {
      this.title = title;
      this.at = at;
      prosePlace = at;
    }
  }

  ScriptReader(Source source) {
    this.source = source;
  }

  Script read() {
    Matcher front = FRONT.matcher(source.text());
    boolean hasFront = front.find();
    if (!hasFront && source.text().stripLeading().startsWith("---\n")) {
      throw source.refused(
          new Place(1, 1), "The front matter has no end.", "Close it with a line of ---.");
    }
    int skipped = hasFront ? source.place(front.end()).line() - 1 : 0;
    ScriptSettings settings =
        hasFront
            ? FrontMatter.read(source, front.group(1), source.place(front.start(1)).line() - 1)
            : FrontMatter.read(source, "", 0);
    String body = hasFront ? source.text().substring(front.end()) : source.text();
    Node document =
        Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build().parse(body);
    var sections = new ArrayList<Section>();
    String title = settings.title();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      Place at = place(node, skipped);
      if (node instanceof Heading heading) {
        if (heading.getLevel() > 1) {
          sections.add(new Section(text(node), at));
        } else if (title.isEmpty()) {
          title = text(node);
        }
      } else if (!(node instanceof HtmlBlock || node instanceof ThematicBreak)) {
        if (sections.isEmpty()) {
          throw source.refused(
              at, "This text is before the first shot.", "Begin a shot with ## and its title.");
        }
        take(node, sections.getLast(), skipped);
      }
    }
    if (sections.isEmpty() || sections.size() > Script.MOST_SHOTS) {
      throw source.refused(
          new Place(1, 1),
          sections.isEmpty()
              ? "The script has no shots."
              : "The script has %d shots; at most %d are made."
                  .formatted(sections.size(), Script.MOST_SHOTS),
          "Begin each shot with ## and its title.");
    }
    return new Script(
        source.name(),
        source.folder(),
        source.text(),
        titled(settings, title),
        shots(sections, settings));
  }

  private static ScriptSettings titled(ScriptSettings s, String title) {
    return new ScriptSettings(
        title,
        s.size(),
        s.rate(),
        s.seconds(),
        s.seed(),
        s.engine(),
        s.options(),
        s.look(),
        s.style(),
        s.transition(),
        s.music(),
        s.volume(),
        s.loudness(),
        s.cast(),
        s.places(),
        s.captions(),
        s.speech());
  }

  private static Place place(Node node, int skipped) {
    var spans = node.getSourceSpans();
    return spans.isEmpty()
        ? new Place(skipped + 1, 1)
        : new Place(
            skipped + spans.getFirst().getLineIndex() + 1, spans.getFirst().getColumnIndex() + 1);
  }

  private void take(Node node, Section section, int skipped) {
    Place at = place(node, skipped);
    if (node instanceof Paragraph) {
      if (section.prose.isEmpty()) {
        section.prosePlace = at;
      }
      section
          .prose
          .append(section.prose.isEmpty() ? "" : " ")
          .append(text(node).replace('\n', ' '));
    } else if (node instanceof BlockQuote) {
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        Place line = place(child, skipped);
        for (String caption : text(child).split("\n", -1)) {
          if (!caption.isBlank()) {
            section.captions.add(Directives.Line.of(source, caption.strip(), line));
          }
        }
      }
    } else {
      throw source.refused(
          at,
          "This is neither prose nor a caption.",
          "A shot has paragraphs, and captions that begin with >.");
    }
  }

  /// The text of a paragraph or heading; line breaks are kept.
  private static String text(Node node) {
    var text = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(Code part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak lineEnd) {
            text.append('\n');
          }

          @Override
          public void visit(HardLineBreak lineEnd) {
            text.append('\n');
          }

          @Override
          public void visit(HtmlInline comment) {}
        });
    return text.toString().strip();
  }

  private List<ScriptShot> shots(List<Section> sections, ScriptSettings settings) {
    var casting = new Casting(source, settings.cast());
    var shots = new ArrayList<ScriptShot>();
    for (Section section : sections) {
      var directives = new Directives(source, settings.transition());
      String prose = directives.take(section.prose.toString(), section.prosePlace);
      if (prose.isEmpty()) {
        throw source.refused(
            section.at,
            "The shot \"%s\" has no text that can be drawn.".formatted(section.title),
            "Describe under its heading what it shows.");
      }
      List<Member> seen =
          directives.continues() && !shots.isEmpty() ? shots.getLast().cast() : List.of();
      Casting.Cast cast = casting.of(prose, section.prosePlace, seen);
      String place = directives.place();
      String prompt = cast.prompt();
      for (Map.Entry<String, String> named : settings.places().entrySet()) {
        if (prompt.contains(named.getKey())) {
          place = named.getKey();
          prompt = prompt.replace(named.getKey(), named.getValue());
        }
      }
      boolean first = shots.isEmpty();
      if (directives.continues() && (first || directives.named())) {
        throw source.refused(
            section.at,
            first
                ? "The first shot cannot continue a previous one."
                : "A shot that continues has no transition before it.",
            "Remove {continue} or the transition.");
      }
      Narration narration = directives.narration();
      if (narration != null && narration.words() != null && settings.speech().isEmpty()) {
        throw source.refused(
            section.at,
            "There is no speech program for \"%s\".".formatted(narration.words()),
            "Name one in the front matter, as in speech: [espeak-ng, -w, \"{file}\", \"{text}\"].");
      }
      double seconds = directives.seconds(settings.seconds());
      shots.add(
          new ScriptShot(
              shots.size() + 1,
              section.title,
              section.at.line(),
              prompt,
              cast.members(),
              place,
              seconds,
              directives.camera(),
              directives.seed(),
              first ? Transition.CUT : directives.transition(),
              directives.continues(),
              Directives.captions(source, section.captions, seconds),
              directives.narration()));
    }
    return shots;
  }
}
