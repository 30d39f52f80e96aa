/** The training loop, which knows no model, its schedules and its listeners. */
@NullMarked
package org.aectl.train;

import org.jspecify.annotations.NullMarked;
