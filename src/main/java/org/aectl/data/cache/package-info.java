/** Numbers of large tables, kept on disk so that each table is parsed once. */
@NullMarked
package org.aectl.data.cache;

import org.jspecify.annotations.NullMarked;
