/** Folders of pictures. */
@NullMarked
package org.aectl.data.image;

import org.jspecify.annotations.NullMarked;
