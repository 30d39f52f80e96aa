/** Trains and uses models on a Spark cluster. Only the profile spark builds it; the rest of the program finds it as a service. */
@NullMarked
package org.aectl.spark;

import org.jspecify.annotations.NullMarked;
