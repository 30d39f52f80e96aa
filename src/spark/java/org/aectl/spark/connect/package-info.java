/** What every piece of the cluster needs: the session, its watch, and what workers report back. */
@NullMarked
package org.aectl.spark.connect;

import org.jspecify.annotations.NullMarked;
