/** {@code aectl train}: the preparation, the stages and the results of a training. */
@NullMarked
package org.aectl.task.train;

import org.jspecify.annotations.NullMarked;
