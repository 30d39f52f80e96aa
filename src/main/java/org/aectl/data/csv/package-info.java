/** Comma-separated tables, read in order or on all processors. */
@NullMarked
package org.aectl.data.csv;

import org.jspecify.annotations.NullMarked;
