/// Notifies clients that a job has ended, through an outbox with retries.
@NullMarked
package io.kinora.server.webhooks;

import org.jspecify.annotations.NullMarked;
