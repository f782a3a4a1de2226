/// Stage 1 of 6: text. Turns a prompt in English or Chinese into an [io.kinora.shot.Understanding]:
/// tokens, keywords, parsed attributes, token vectors and the sentence vector. Next: generate.
///
/// In reading order: [io.kinora.text.TextStage], [io.kinora.text.Prompt],
/// [io.kinora.text.SentenceEncoder], [io.kinora.text.Words], [io.kinora.text.Tagger],
/// [io.kinora.text.Grammar].
@NullMarked
package io.kinora.text;

import org.jspecify.annotations.NullMarked;
