/** A class for each command: its words, its help, and the call of its task. */
@NullMarked
package org.aectl.cli.command;

import org.jspecify.annotations.NullMarked;
