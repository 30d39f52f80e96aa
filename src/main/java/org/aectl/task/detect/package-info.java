/** {@code aectl detect}: scores, thresholds and the quality of both. */
@NullMarked
package org.aectl.task.detect;

import org.jspecify.annotations.NullMarked;
