package org.aectl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.ExecutionException;
import org.aectl.cli.command.AectlCommand;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ErrorsTest {
    private final StringWriter written = new StringWriter();

    private int handle(Exception exception) {
        CommandLine commandLine = AectlCommand.commandLine().setErr(new PrintWriter(written, true));
        return new Errors().handleExecutionException(exception, commandLine, commandLine.parseArgs());
    }

    @Test
    void memoryThatRunsOutInAThreadOfTheCommandIsNamed() {
        Exception wrapped = new RuntimeException(
                "Error during neural network backpropagation calculation",
                new ExecutionException(new OutOfMemoryError("Java heap space")));

        assertThat(handle(wrapped)).isEqualTo(ExitCode.FAILED);
        assertThat(written)
                .hasToString("aectl: error: Java ran out of memory: Java heap space;"
                        + " AECTL_JAVA_OPTS=-Xmx8g gives it 8 GB\n");
    }

    @Test
    void causesInACircleEnd() {
        IOException one = new IOException("full");
        one.initCause(new IOException("other", one));

        assertThat(handle(one)).isEqualTo(ExitCode.FAILED);
        assertThat(written).hasToString("aectl: error: full\n");
    }
}
