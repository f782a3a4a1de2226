/// The `kinora` command: one class per verb, one place where errors become exit codes.
@NullMarked
package io.kinora.cli;

import org.jspecify.annotations.NullMarked;
