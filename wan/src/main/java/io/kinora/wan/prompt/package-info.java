/// Prompts for the text encoder: cleaned, with camera hints, as token ids.
@NullMarked
package io.kinora.wan.prompt;

import org.jspecify.annotations.NullMarked;
