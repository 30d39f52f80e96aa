/** The same network of Deeplearning4j's own layers. */
@NullMarked
package org.aectl.model.export;

import org.jspecify.annotations.NullMarked;
