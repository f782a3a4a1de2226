/// Jobs: requests, their state, and the workers that run them. This package is independent of HTTP.
@NullMarked
package io.kinora.server.jobs;

import org.jspecify.annotations.NullMarked;
