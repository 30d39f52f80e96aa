/** {@code aectl evaluate} and {@code report}: what a model is worth, beside simple baselines. */
@NullMarked
package org.aectl.task.evaluate;

import org.jspecify.annotations.NullMarked;
