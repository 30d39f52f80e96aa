/** Reads configs, writes them, and describes them: schema and starters. */
@NullMarked
package org.aectl.config.load;

import org.jspecify.annotations.NullMarked;
