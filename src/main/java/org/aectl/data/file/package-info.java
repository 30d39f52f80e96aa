/** Input files: opened, recognised by their first bytes, recorded, and written so that no half of one is left. */
@NullMarked
package org.aectl.data.file;

import org.jspecify.annotations.NullMarked;
