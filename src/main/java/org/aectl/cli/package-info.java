/** Where the program starts, and what must hold before its libraries are loaded. With its sub-packages the only one that knows picocli. */
@NullMarked
package org.aectl.cli;

import org.jspecify.annotations.NullMarked;
