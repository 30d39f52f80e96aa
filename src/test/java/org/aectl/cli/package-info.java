@NullMarked
package org.aectl.cli;

import org.jspecify.annotations.NullMarked;
