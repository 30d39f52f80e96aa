/** Where examples come from: a record for each kind of source, with its keys, its rules and what it is read like elsewhere. */
@NullMarked
package org.aectl.config.source;

import org.jspecify.annotations.NullMarked;
