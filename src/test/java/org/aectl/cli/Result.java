package org.aectl.cli;

/** What one call of the program gave back. */
public record Result(int exitCode, String output, String errorOutput) {}
