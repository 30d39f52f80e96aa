/** What can be said of an experiment: a record for each part of a config, with the explanation and default of each key. */
@NullMarked
package org.aectl.config;

import org.jspecify.annotations.NullMarked;
