package org.aectl.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.aectl.cli.Launcher;
import org.aectl.cli.Result;
import org.aectl.spark.connect.CommandShell;

/** A real Spark cluster on the loopback interface, and the program that uses it. */
final class TestCluster implements AutoCloseable {
    private static final Path SCRIPT = Path.of("src/spark/cluster/cluster").toAbsolutePath();
    private static final Path SPARK = Path.of("target/spark").toAbsolutePath();

    private final Path folder;
    private final String master;

    private TestCluster(Path folder, String master) {
        this.folder = folder;
        this.master = master;
    }

    /** Starts a master and two workers; the first time, Spark is fetched. */
    static TestCluster start(Path folder) throws IOException {
        run("start", folder.toString());
        return new TestCluster(
                folder, Files.readString(folder.resolve("master")).strip());
    }

    private static void run(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Runs a command on this machine. */
    static Result local(Path where, String... words) throws IOException, InterruptedException {
        return Launcher.run(where, Map.of("SPARK_HOME", SPARK.toString()), words);
    }

    /** Runs a command on the cluster. */
    Result submit(Path where, String... words) throws IOException, InterruptedException {
        return local(where, onCluster(words).toArray(String[]::new));
    }

    /** A command's words for this cluster. */
    List<String> onCluster(String... words) {
        return Stream.concat(Stream.of(words), Stream.of("--engine", "spark", "--master", master))
                .toList();
    }

    /** A process for many commands in a folder. */
    CommandShell shell(Path where) throws IOException {
        return CommandShell.start(where, SPARK, master);
    }

    /** Runs a command on the cluster as Spark's own script for submissions does. */
    Result sparkSubmit(Path where, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("submit", folder.toString()));
        all.addAll(List.of(words));
        return Launcher.run(SCRIPT, where, Map.of("SPARK_HOME", SPARK.toString()), all.toArray(String[]::new));
    }

    /** Kills a worker (SIGKILL) and what it has started, as a machine that loses its power. */
    void kill(int worker) throws IOException {
        ProcessHandle process = ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve("worker-" + worker + ".pid"))
                                .strip()))
                .orElseThrow();
        List<ProcessHandle> executors = process.descendants().toList();
        process.destroyForcibly();
        executors.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() throws IOException {
        run("stop", folder.toString());
    }
}
