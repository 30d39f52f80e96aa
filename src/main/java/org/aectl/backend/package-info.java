/** What this machine is and how the natives use it. */
@NullMarked
package org.aectl.backend;

import org.jspecify.annotations.NullMarked;
