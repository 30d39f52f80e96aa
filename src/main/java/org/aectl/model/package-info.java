/** Autoencoders and classifiers: a network, its objective and its training step. */
@NullMarked
package org.aectl.model;

import org.jspecify.annotations.NullMarked;
