@NullMarked
package org.aectl.data;

import org.jspecify.annotations.NullMarked;
