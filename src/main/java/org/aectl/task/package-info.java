/** One class for each thing a command does: takes plain values, ties the other packages together, gives a summary. */
@NullMarked
package org.aectl.task;

import org.jspecify.annotations.NullMarked;
