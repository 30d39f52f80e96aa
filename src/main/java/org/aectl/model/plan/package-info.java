/** The network as a list of layers, their sizes, operations and memory, before anything is made. */
@NullMarked
package org.aectl.model.plan;

import org.jspecify.annotations.NullMarked;
