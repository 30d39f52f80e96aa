/** What stands on the page, and its template. */
@NullMarked
package org.aectl.report.page;

import org.jspecify.annotations.NullMarked;
