/** Parquet tables, read page by page. */
@NullMarked
package org.aectl.data.parquet;

import org.jspecify.annotations.NullMarked;
