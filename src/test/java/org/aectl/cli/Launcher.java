package org.aectl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs the program as a user does: through the launcher, in a process of its own. */
public final class Launcher {
    private static final long MINUTES = 5;
    private static final List<String> TOOLS = List.of(
            "awk",
            "cat",
            "cksum",
            "cut",
            "find",
            "head",
            "ln",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "tail",
            "touch",
            "tr");

    private Launcher() {}

    /** This checkout's own launcher. */
    public static Path script() {
        return Path.of("aectl").toAbsolutePath();
    }

    /** Runs this checkout's launcher; the environment comes on top of the test's own. */
    public static Result run(Path workingDirectory, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(script(), workingDirectory, environment, arguments);
    }

    /** Runs another copy of the launcher, or a link to one. */
    public static Result run(Path script, Path workingDirectory, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("aectl-output", ".txt");
        Path errorOutput = Files.createTempFile("aectl-error-output", ".txt");
        try {
            Process process = start(script, workingDirectory, environment, output, errorOutput, arguments);
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("no end after " + MINUTES + " minutes: " + List.of(arguments));
            }
            return new Result(process.exitValue(), Files.readString(output), Files.readString(errorOutput));
        } finally {
            Files.delete(output);
            Files.delete(errorOutput);
        }
    }

    /** The epochs that were completed before a training said that it is interrupted. */
    static int epochsBeforeInterrupt(String message) {
        Matcher matcher = Pattern.compile("aectl: interrupted (after|in) epoch (\\d+)(, after batch .*| of .*)")
                .matcher(message);
        if (!matcher.matches()) {
            throw new AssertionError("no message of an interrupted training: " + message);
        }
        int epoch = Integer.parseInt(matcher.group(2));
        return matcher.group(1).equals("after") ? epoch : epoch - 1;
    }

    /** Makes a folder for PATH with the tools that every system has, and so without Maven and Java. */
    static Path toolsOnly(Path parent) throws IOException {
        Path tools = Files.createDirectory(parent.resolve("tools"));
        for (String name : TOOLS) {
            Path tool = Stream.of("/bin", "/usr/bin")
                    .map(bin -> Path.of(bin, name))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            writeScript(tools.resolve(name), "#!/bin/sh\nexec " + tool + " \"$@\"\n");
        }
        return tools;
    }

    static void writeScript(Path script, String text) throws IOException {
        Files.writeString(script, text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Process start(
            Path script,
            Path workingDirectory,
            Map<String, String> environment,
            Path output,
            Path errorOutput,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errorOutput.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
