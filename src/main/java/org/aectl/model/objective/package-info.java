/** What training lowers: the objective, and what regularises it. */
@NullMarked
package org.aectl.model.objective;

import org.jspecify.annotations.NullMarked;
