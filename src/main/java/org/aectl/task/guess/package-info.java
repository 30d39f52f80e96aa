/** Experiments for data that nobody has described. */
@NullMarked
package org.aectl.task.guess;

import org.jspecify.annotations.NullMarked;
