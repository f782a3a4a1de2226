/// The work: what was asked for, how far it is, who does it. Nothing here knows of HTTP.
@NullMarked
package io.kinora.server.jobs;

import org.jspecify.annotations.NullMarked;
