/** The run folder and the files in it: the only place that knows their names. */
@NullMarked
package org.aectl.run;

import org.jspecify.annotations.NullMarked;
