/** What the tasks share: the data of a run opened, new data matched to it, and requests. */
@NullMarked
package org.aectl.task;

import org.jspecify.annotations.NullMarked;
