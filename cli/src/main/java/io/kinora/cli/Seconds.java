package io.kinora.cli;

import io.kinora.shot.Format;
import picocli.CommandLine.ITypeConverter;

/// Reads a length: `10`, `10s`, `0:10`, `1m30s`.
final class Seconds implements ITypeConverter<Double> {
  @Override
  public Double convert(String text) {
    return Format.parseSeconds(text);
  }
}
