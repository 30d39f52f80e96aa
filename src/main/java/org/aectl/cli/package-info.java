/** The command line: parse, call one thing, print. The only package that knows picocli. */
@NullMarked
package org.aectl.cli;

import org.jspecify.annotations.NullMarked;
