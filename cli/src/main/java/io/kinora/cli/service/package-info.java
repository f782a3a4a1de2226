/// The commands that run and administer the server.
@NullMarked
package io.kinora.cli.service;

import org.jspecify.annotations.NullMarked;
