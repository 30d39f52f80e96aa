/** Checkpoints and metrics, written and read back; a file may come from anyone. */
@NullMarked
package org.aectl.run.checkpoint;

import org.jspecify.annotations.NullMarked;
