/// What clients sent and what was made for them: storage, addresses that expire, and what bytes
/// really are.
@NullMarked
package io.kinora.server.files;

import org.jspecify.annotations.NullMarked;
