/// The interface that clients of OpenAI-style video servers speak.
@NullMarked
package io.kinora.server.http.openai;

import org.jspecify.annotations.NullMarked;
