/**
 * Element-wise arithmetic on arrays of 32-bit numbers in the host's memory. ND4J's natives compute such things number by
 * number; here blocks that fit into the first-level cache go through arrays of Java, whose plain loops the JVM turns into
 * vector instructions, and several steps are taken while a block is there. Results do not depend on the number of threads.
 */
@NullMarked
package org.aectl.kernel;

import org.jspecify.annotations.NullMarked;
