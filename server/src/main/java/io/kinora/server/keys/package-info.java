/// Who may call: accounts, their keys and scopes, and what was done with them.
@NullMarked
package io.kinora.server.keys;

import org.jspecify.annotations.NullMarked;
