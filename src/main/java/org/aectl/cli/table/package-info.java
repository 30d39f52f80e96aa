/** Tables of results for people. */
@NullMarked
package org.aectl.cli.table;

import org.jspecify.annotations.NullMarked;
