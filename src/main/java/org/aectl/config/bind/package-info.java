/** From the text of a config to records, whatever records they are: all problems at once, each with its place and a cure. */
@NullMarked
package org.aectl.config.bind;

import org.jspecify.annotations.NullMarked;
