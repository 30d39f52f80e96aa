/** Files and folders written whole or not at all. */
@NullMarked
package org.aectl.run.file;

import org.jspecify.annotations.NullMarked;
