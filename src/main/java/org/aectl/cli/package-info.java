/** Where the program starts, and what must hold before its libraries are loaded. */
@NullMarked
package org.aectl.cli;

import org.jspecify.annotations.NullMarked;
