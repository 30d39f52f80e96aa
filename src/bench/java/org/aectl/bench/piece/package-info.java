/** Measures single pieces of a step with JMH: {@code mvn -q -Pbench test-compile exec:exec@jmh}. */
@NullMarked
package org.aectl.bench.piece;

import org.jspecify.annotations.NullMarked;
