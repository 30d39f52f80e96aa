/** {@code aectl embed}: codes and their projections. */
@NullMarked
package org.aectl.task.embed;

import org.jspecify.annotations.NullMarked;
