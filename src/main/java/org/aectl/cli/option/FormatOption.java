package org.aectl.cli.option;

import org.aectl.output.ExampleFormat;
import picocli.CommandLine.Option;

/** What examples are written as; for every command that writes some. */
public final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = CandidateWords.Formats.class,
            defaultValue = "csv",
            description = "csv, npy, idx, parquet or png (default: ${DEFAULT-VALUE}).")
    public ExampleFormat format;
}
