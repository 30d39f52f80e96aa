/** What the tasks share. A task is a thing that a command does: it takes plain values, ties the other packages together and gives a summary. */
@NullMarked
package org.aectl.task;

import org.jspecify.annotations.NullMarked;
