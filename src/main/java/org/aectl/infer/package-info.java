/** A trained model on examples, batch by batch, in constant memory. */
@NullMarked
package org.aectl.infer;

import org.jspecify.annotations.NullMarked;
