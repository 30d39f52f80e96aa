/** {@code aectl benchmark}: time and memory of a training step. */
@NullMarked
package org.aectl.task.benchmark;

import org.jspecify.annotations.NullMarked;
