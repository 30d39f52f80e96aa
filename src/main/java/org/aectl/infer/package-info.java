/** A trained model on batches of examples. */
@NullMarked
package org.aectl.infer;

import org.jspecify.annotations.NullMarked;
