package org.aectl.cli.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Remembers why results did not get to where they should, which Java's writers keep to themselves. */
public final class StandardOutput extends FilterOutputStream {
    private static final Path LINK = Path.of("/proc/self/fd/1");

    private @Nullable IOException problem;

    public StandardOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException exception) {
            problem = exception;
            throw exception;
        }
    }

    /** What to return to the shell; a failure to write is told. A reader that has seen enough, as head does, is none. */
    public int exitCode(int exitCode, PrintWriter err) {
        if (problem == null || isBrokenPipe(problem)) {
            return exitCode;
        }
        err.println("aectl: error: the results could not be written to stdout: " + problem.getMessage());
        return exitCode == ExitCode.DONE ? ExitCode.FAILED : exitCode;
    }

    /** The system says it in the user's language; but there is nothing else that goes wrong with a pipe. */
    private static boolean isBrokenPipe(IOException problem) {
        if ("Broken pipe".equals(problem.getMessage())) {
            return true;
        }
        try {
            return Files.readSymbolicLink(LINK).toString().matches("(pipe|socket):.*");
        } catch (IOException | UnsupportedOperationException otherSystem) {
            return false;
        }
    }
}
