/// Files from clients and films for them: storage, signed URLs, and detection of file types.
@NullMarked
package io.kinora.server.files;

import org.jspecify.annotations.NullMarked;
