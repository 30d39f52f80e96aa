/** From a path, a name or a config to examples, whatever kind of data it is; and descriptions of them. */
@NullMarked
package org.aectl.data.source;

import org.jspecify.annotations.NullMarked;
