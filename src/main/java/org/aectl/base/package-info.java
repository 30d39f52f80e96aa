/** What every package may use and that belongs to none of them. */
@NullMarked
package org.aectl.base;

import org.jspecify.annotations.NullMarked;
