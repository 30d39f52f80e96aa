package org.aectl.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.StandardOutput;

/** Entry point: hands the words to the commands and the exit code to the shell. */
public final class Main {
    /** Ready before memory runs out: from then on nothing can be made, the line that says so included. */
    private static final byte[] OUT_OF_MEMORY =
            "aectl: error: Java ran out of memory; AECTL_JAVA_OPTS=-Xmx8g gives it 8 GB\n"
                    .getBytes(StandardCharsets.UTF_8);

    private static final OutputStream STANDARD_ERROR = new FileOutputStream(FileDescriptor.err);

    private Main() {}

    public static void main(String[] args) {
        try {
            System.exit(exitCode(args));
        } catch (OutOfMemoryError exhausted) {
            endWithoutMemory();
        }
    }

    private static int exitCode(String[] args) {
        settle();
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exitCode = OwnCopy.isComplete(err) ? run(args, err) : ExitCode.FAILED;
        err.flush();
        return exitCode;
    }

    /** For what ran out before the commands or in the middle of their own message. */
    private static void endWithoutMemory() {
        try {
            STANDARD_ERROR.write(OUT_OF_MEMORY);
        } catch (IOException closed) {
            // Nobody reads it: the exit code says the rest.
        } finally {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    private static int run(String[] args, PrintWriter err) {
        StandardOutput stream = new StandardOutput(standardOutput());
        PrintWriter out = new PrintWriter(stream, true, StandardCharsets.UTF_8);
        int exitCode;
        try {
            exitCode = run(args, out, err);
        } catch (NoClassDefFoundError missing) {
            err.println("aectl: error: this copy of aectl is damaged: a jar lacks the class " + missing.getMessage());
            return ExitCode.FAILED;
        }
        out.flush();
        return stream.exitCode(exitCode, err);
    }

    /** What must hold before any class of a library is loaded, however the program was started. */
    static void settle() {
        // ND4J compares names in capital letters, which other languages write otherwise: a Turkish i keeps its dot.
        Locale.setDefault(Locale.ROOT);
        // Or Deeplearning4j, where memory runs out, would leave a file in the folder the user happens to be in.
        System.setProperty("org.deeplearning4j.crash.reporting.enabled", "false");
        // Or JavaCPP would write to stderr by itself.
        System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
    }

    /** For results, and for the launcher's questions before the program starts. Unlike Java's own, it says what goes wrong. */
    static OutputStream standardOutput() {
        return new FileOutputStream(FileDescriptor.out);
    }

    /** Split out from {@link #main} so that tests can check the exit code without ending their own JVM. */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        return Program.run(args, out, err);
    }
}
