/** Run folders, and the only place that knows the names of the files in them. */
@NullMarked
package org.aectl.run;

import org.jspecify.annotations.NullMarked;
