/** Readers given any bytes: what is tried is in the tests, what tries it for minutes is in src/fuzz. */
@NullMarked
package org.aectl.fuzz;

import org.jspecify.annotations.NullMarked;
