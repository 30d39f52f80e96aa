/** Tables and columns that these files are made of. */
@NullMarked
package org.aectl.output.table;

import org.jspecify.annotations.NullMarked;
