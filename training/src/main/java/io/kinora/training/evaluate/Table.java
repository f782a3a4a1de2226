package io.kinora.training.evaluate;

import java.util.ArrayList;
import java.util.List;

/// A result table of an evaluation, for people and for programs.
///
/// @param key the table's name in JSON
/// @param title what is measured, in one line
/// @param notes lines below the table: the method, and the most frequent mistakes
public record Table(
    String key, String title, List<Column> columns, List<List<Cell>> rows, List<String> notes) {
  /// @param key the column's name in JSON
  /// @param heading the column's name for people
  public record Column(String key, String heading) {}

  /// The content of a cell.
  public sealed interface Cell permits Text, Figure {}

  /// A word.
  public record Text(String text) implements Cell {}

  /// A number, shown with `decimals` decimals; NaN if it was not measured.
  public record Figure(double value, int decimals) implements Cell {}

  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  public static Builder of(String key, String title) {
    return new Builder(key, title);
  }

  public static Text text(String text) {
    return new Text(text);
  }

  public static Figure number(double value, int decimals) {
    return new Figure(value, decimals);
  }

  /// Builds a table row by row.
  public static final class Builder {
    private final String key;
    private final String title;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Builder(String key, String title) {
      this.key = key;
      this.title = title;
    }

    public Builder column(String columnKey, String heading) {
      columns.add(new Column(columnKey, heading));
      return this;
    }

    public Builder row(Cell... cells) {
      if (cells.length != columns.size()) {
        throw new IllegalArgumentException(cells.length + " cells for " + columns);
      }
      rows.add(List.of(cells));
      return this;
    }

    public Builder note(String note) {
      notes.add(note);
      return this;
    }

    public Table table() {
      return new Table(key, title, columns, rows, notes);
    }
  }
}
