/** What is done with a trained model, batch by batch, in constant memory. */
@NullMarked
package org.aectl.infer;

import org.jspecify.annotations.NullMarked;
