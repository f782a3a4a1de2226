package io.kinora.cli.service;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The output of the server's commands, and the signal to stop.
///
/// @param stopped whether a stop was requested
/// @param grace receives the time that the shutdown may take
public record Console(
    PrintStream out, PrintStream err, BooleanSupplier stopped, Consumer<Duration> grace) {}
