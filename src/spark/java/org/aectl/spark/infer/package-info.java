/** A trained model used file by file. */
@NullMarked
package org.aectl.spark.infer;

import org.jspecify.annotations.NullMarked;
