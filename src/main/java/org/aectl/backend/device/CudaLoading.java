package org.aectl.backend.device;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Loads ND4J where its CUDA backend is on the class path. A CUDA backend that cannot be loaded prints the trace of an exception
 * to stderr, and ND4J takes the next one; here the trace becomes a reason in one line.
 */
final class CudaLoading {
    /** What the exception is, and the file that it begins with. */
    private static final Pattern FAILURE =
            Pattern.compile("^(?:java\\.lang\\.\\w+(?:Error|Exception)): (?:/\\S*/(?=lib\\S+: ))?(.{1,200})");

    /** Set once, before anything is computed. */
    private static volatile String failure = "";

    private CudaLoading() {}

    /** Why the CUDA backend was passed over, as far as it said so; empty where it was not. Loads the native libraries. */
    static String failure() {
        load();
        return failure;
    }

    private static synchronized void load() {
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            Nd4j.getExecutioner();
        } catch (LinkageError | RuntimeException nothingLoads) {
            throw new BackendUnavailableException(nothingLoads);
        } finally {
            System.setErr(err);
            String text = said.toString(StandardCharsets.UTF_8);
            String found = reason(text);
            if (found.isEmpty()) {
                err.print(text);
            } else {
                failure = found;
            }
        }
    }

    /** The first line of a trace without the name of the exception and the folder of a library; empty if there is no trace. */
    static String reason(String text) {
        return text.lines()
                .map(FAILURE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }
}
