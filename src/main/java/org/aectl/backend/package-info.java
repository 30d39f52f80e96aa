/** This machine: ND4J loaded and described, its processor, memory and speed. */
@NullMarked
package org.aectl.backend;

import org.jspecify.annotations.NullMarked;
