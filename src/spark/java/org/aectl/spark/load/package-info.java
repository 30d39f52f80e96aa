/** Files and rows of a cluster: scanned, read, divided into shards. */
@NullMarked
package org.aectl.spark.load;

import org.jspecify.annotations.NullMarked;
