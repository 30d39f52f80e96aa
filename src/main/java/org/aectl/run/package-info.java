/** Run folders: their names, their manifest, their lock. */
@NullMarked
package org.aectl.run;

import org.jspecify.annotations.NullMarked;
