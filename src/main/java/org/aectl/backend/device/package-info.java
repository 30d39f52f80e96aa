/** GPUs: found, chosen, loaded, or why not. */
@NullMarked
package org.aectl.backend.device;

import org.jspecify.annotations.NullMarked;
