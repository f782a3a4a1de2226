package io.kinora.cli.service;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Where the verbs of the server print, and when they stop.
///
/// @param stopped whether somebody wants the run to end
/// @param grace hears how long the end may take
public record Console(
    PrintStream out, PrintStream err, BooleanSupplier stopped, Consumer<Duration> grace) {}
