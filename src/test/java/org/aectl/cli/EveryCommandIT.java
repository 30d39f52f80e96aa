package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Every command once through the launcher, as a user calls it: it says and writes there what it does inside a test's own process,
 * where all else that it does is tested. Numbers may differ in a digit, because the launcher lets more threads compute.
 */
class EveryCommandIT {
    /** They say how they were started, and how fast it is. */
    private static final Set<String> OF_THE_MACHINE = Set.of("doctor", "benchmark");

    /** Without what makes the JVMs of tests start faster. */
    private static final Map<String, String> AS_USERS_DO = Map.of("AECTL_JAVA_OPTS", "");

    private static final String NUMBER = "[0-9]+(,[0-9]{3})*(\\.[0-9]+)?([eE][-+]?[0-9]+)?";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        RightCalls.prepare(folder.resolve("inputs"));
    }

    static List<CommandSpec> commandsThatDoSomething() {
        return Commands.thatDoSomething();
    }

    @ParameterizedTest
    @MethodSource("commandsThatDoSomething")
    void isTheSameThroughTheLauncher(CommandSpec command) throws Exception {
        Path outputs = folder.resolve("outputs");
        String[] words =
                new RightCalls(folder.resolve("inputs"), outputs).of(command).toArray(String[]::new);
        Files.createDirectory(outputs);
        Result here = Cli.run(words);
        List<String> filesHere = files(outputs);
        Files.move(outputs, folder.resolve(command.qualifiedName("-")));
        Files.createDirectory(outputs);

        Result launched = Launcher.run(Path.of("").toAbsolutePath(), AS_USERS_DO, words);

        List<String> files = files(outputs);
        Files.move(outputs, folder.resolve(command.qualifiedName("-") + "-launched"));
        assertThat(here.exitCode()).as(here.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(launched.exitCode()).as(launched.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(files).isEqualTo(filesHere);
        assertThat(launched.output() + launched.errorOutput()).isNotBlank();
        if (!OF_THE_MACHINE.contains(command.name())) {
            assertThat(withoutNumbers(launched.output())).isEqualTo(withoutNumbers(here.output()));
            assertThat(withoutNumbers(launched.errorOutput())).isEqualTo(withoutNumbers(here.errorOutput()));
        }
    }

    private static String withoutNumbers(String text) {
        return text.replaceAll(NUMBER, "#").replaceAll(" +", " ");
    }

    private static List<String> files(Path outputs) throws IOException {
        try (Stream<Path> files = Files.walk(outputs)) {
            return files.map(file -> outputs.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
