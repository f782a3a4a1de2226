/// Authentication: accounts, their keys and scopes, and the audit log.
@NullMarked
package io.kinora.server.keys;

import org.jspecify.annotations.NullMarked;
