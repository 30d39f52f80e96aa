/** Measures training and inference beside other frameworks: {@code mvn -q -Pbench test-compile exec:exec}. */
@NullMarked
package org.aectl.bench;

import org.jspecify.annotations.NullMarked;
