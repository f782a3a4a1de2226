/// Film scripts: Markdown with YAML front matter, read into shots. Nothing is drawn here.
@NullMarked
package io.kinora.script;

import org.jspecify.annotations.NullMarked;
