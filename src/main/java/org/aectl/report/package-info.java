/** The page of a run, and what every part of it uses. */
@NullMarked
package org.aectl.report;

import org.jspecify.annotations.NullMarked;
