package org.aectl.spark.connect;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aectl.cli.Main;
import org.aectl.cli.Result;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process that runs one command of the program after the other and stays connected to a cluster meanwhile: connecting, and loading
 * everything in each worker, takes longer than a small training. Words and results are lines of JSON.
 */
public final class CommandShell implements AutoCloseable {
    private static final Path JAR = Path.of("target/aectl-spark.jar").toAbsolutePath();
    private static final Path TESTS = Path.of("target/test-classes").toAbsolutePath();

    /** As the launcher has it. */
    private static final String OPENED = """
            java.lang
            java.lang.invoke
            java.lang.reflect
            java.io
            java.net
            java.nio
            java.util
            java.util.concurrent
            java.util.concurrent.atomic
            sun.nio.ch
            sun.nio.cs
            sun.security.action
            sun.util.calendar""";

    private final Process process;
    private final PrintWriter words;
    private final BufferedReader results;

    private CommandShell(Process process) {
        this.process = process;
        this.words = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.results = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts one.
     *
     * @param folder where the commands run
     * @param spark a folder with Spark's jars
     */
    public static CommandShell start(Path folder, Path spark, String master) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        OPENED.lines().forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.addAll(List.of(
                "-Xmx1g",
                "-Djdk.reflect.useDirectMethodHandle=false",
                "-Dlog4j2.configurationFile=aectl-log4j2.properties",
                "-Dlog4j2.disable.jmx=true",
                "-cp",
                String.join(File.pathSeparator, JAR.toString(), spark.resolve("jars") + "/*", TESTS.toString()),
                CommandShell.class.getName(),
                master));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of("OMP_NUM_THREADS", "1", "OMP_WAIT_POLICY", "passive", "GOMP_SPINCOUNT", "0"));
        return new CommandShell(builder.start());
    }

    /** Runs a command. */
    public Result run(List<String> command) throws IOException {
        words.println(JsonMapper.shared().writeValueAsString(command));
        String result = Objects.requireNonNull(results.readLine(), "the shell has ended");
        return JsonMapper.shared().readValue(result, Result.class);
    }

    @Override
    public void close() {
        words.close();
        process.onExit().join();
    }

    /** @param arguments the cluster's address */
    public static void main(String[] arguments) throws IOException {
        // Never closed, so that the commands' sessions share its connection.
        SparkSession.open(arguments[0], "sessions");
        PrintWriter results = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            StringWriter output = new StringWriter();
            StringWriter errorOutput = new StringWriter();
            int exitCode = Main.run(
                    JsonMapper.shared().readValue(line, String[].class),
                    new PrintWriter(output, true),
                    new PrintWriter(errorOutput, true));
            results.println(JsonMapper.shared()
                    .writeValueAsString(new Result(exitCode, output.toString(), errorOutput.toString())));
        }
        System.exit(0);
    }
}
