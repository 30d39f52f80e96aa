/** {@code aectl runs} and {@code inspect}, and the tables of several seeds. */
@NullMarked
package org.aectl.task.runs;

import org.jspecify.annotations.NullMarked;
