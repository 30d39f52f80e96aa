package org.aectl.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import org.aectl.base.InvalidInputException;
import org.aectl.base.RemotePath;
import org.aectl.run.RunReference;
import org.aectl.run.file.OutputPlace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where files go; for every command that makes some of a run. */
public final class OutputOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            converter = AnyPathConverter.class,
            description = "Folder to write to (default: a folder in the run's, named like the command).")
    private @Nullable Path output;

    /**
     * The folder that an engine writes to.
     *
     * @throws InvalidInputException if a file is in its way, or none was given for a cluster
     */
    public Path folder(RunReference run, EngineOption engine) throws IOException {
        if (!engine.isCluster()) {
            return folder(run);
        }
        if (output == null) {
            throw new InvalidInputException("--engine spark needs --output: a folder that the cluster can write to");
        }
        return output;
    }

    /**
     * The folder that was given, or the command's own in the run's.
     *
     * @throws org.aectl.base.InvalidInputException if a file is in its way
     */
    public Path folder(RunReference run) throws IOException {
        Path folder = run.outputFolder(output, command.name());
        OutputPlace.checkFolder(folder);
        return folder;
    }

    /** Reads a path on whatever file system. */
    static final class AnyPathConverter implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            return RemotePath.parse(text);
        }
    }
}
