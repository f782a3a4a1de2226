/// Stage 5 of 6: style. Paints a clip in a style: the nets of style transfer, their textures, and
/// the parsing of styles in prompts. Next: export.
@NullMarked
package io.kinora.style;

import org.jspecify.annotations.NullMarked;
