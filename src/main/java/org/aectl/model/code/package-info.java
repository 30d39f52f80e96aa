/** The code: what kinds there are, the distributions of their examples' codes, and the prior. */
@NullMarked
package org.aectl.model.code;

import org.jspecify.annotations.NullMarked;
