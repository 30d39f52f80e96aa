/** What an experiment is: immutable records, how they are read, checked, shown and described. Knows no ND4J. */
@NullMarked
package org.aectl.config;

import org.jspecify.annotations.NullMarked;
