/// Tells clients that a job has ended: an outbox that is sent until it arrives.
@NullMarked
package io.kinora.server.webhooks;

import org.jspecify.annotations.NullMarked;
