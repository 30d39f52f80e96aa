/** {@code aectl finetune} and {@code predict}: classifiers made of trained encoders. */
@NullMarked
package org.aectl.task.finetune;

import org.jspecify.annotations.NullMarked;
