/** Charts, as SVG for the page and as pictures. */
@NullMarked
package org.aectl.report.plot;

import org.jspecify.annotations.NullMarked;
