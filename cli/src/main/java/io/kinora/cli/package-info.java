/// The `kinora` command: one class per command, and one class that converts errors to exit codes.
@NullMarked
package io.kinora.cli;

import org.jspecify.annotations.NullMarked;
