/** What an engine for clusters must do; found by its name. */
@NullMarked
package org.aectl.task.cluster;

import org.jspecify.annotations.NullMarked;
