/// The HTTP interface for clients of OpenAI-style video servers.
@NullMarked
package io.kinora.server.http.openai;

import org.jspecify.annotations.NullMarked;
