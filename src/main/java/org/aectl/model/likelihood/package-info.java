/** Likelihoods of the output, and the loss made of one. */
@NullMarked
package org.aectl.model.likelihood;

import org.jspecify.annotations.NullMarked;
