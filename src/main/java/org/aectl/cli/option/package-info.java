/** Options that several commands share, and the words they take. */
@NullMarked
package org.aectl.cli.option;

import org.jspecify.annotations.NullMarked;
