/// The verbs that run the server and look after it.
@NullMarked
package io.kinora.cli.service;

import org.jspecify.annotations.NullMarked;
