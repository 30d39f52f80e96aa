/** What is printed, how wide, and how the program ends. */
@NullMarked
package org.aectl.cli.console;

import org.jspecify.annotations.NullMarked;
