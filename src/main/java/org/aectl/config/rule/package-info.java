/** What a config must keep to beyond each value by itself. */
@NullMarked
package org.aectl.config.rule;

import org.jspecify.annotations.NullMarked;
