package org.aectl.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Every wrong use of every command, option and parameter is answered by one line that names the mistake, with exit code 2 and
 * without leaving anything behind.
 */
class BadOptionTest {
    @TempDir
    private static Path folder;

    /** Mistakes that only the model or its data can show. */
    private static final List<String> NEED_THE_MODEL = List.of(
            ".* --(data|corrupted|clean) without a meaning: .*(empty|text\\.txt)",
            "aectl denoise: --corrupted .* --clean swiss-roll",
            "aectl sample: --(interpolate|from) out of range: 2147483647",
            "aectl sample: --(components 2|sampler gmm --components 51|label 1)",
            "aectl sample: --traverse without a meaning: 2",
            "aectl embed: --layer without a meaning: .*",
            "aectl embed: --beside without a meaning: .*text\\.txt",
            "aectl detect: --(outliers|inliers) without a meaning: .*",
            "aectl detect: --threshold f1",
            "aectl finetune: --labels-from without a meaning: .*",
            "aectl finetune: --data mnist-mini --labels-from side",
            "aectl finetune: --labels 1000",
            "aectl predict: --data swiss-roll");

    @BeforeAll
    static void prepare() throws IOException {
        Files.createDirectory(outputs());
        RightCalls.prepare(inputs());
        Files.createDirectory(inputs().resolve("empty"));
        Files.writeString(inputs().resolve("text.txt"), "nothing that the program reads\n");
        damage(inputs(), folder.resolve("damaged"));
    }

    private static void damage(Path inputs, Path copies) throws IOException {
        List<Path> all;
        try (Stream<Path> walked = Files.walk(inputs)) {
            all = walked.toList();
        }
        for (Path path : all) {
            Path copy = copies.resolve(inputs.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectory(copy);
            } else if (path.toString().endsWith(".zip")) {
                Files.writeString(copy, "damaged");
            } else {
                Files.copy(path, copy);
            }
        }
    }

    private static Path inputs() {
        return folder.resolve("inputs");
    }

    private static Path outputs() {
        return folder.resolve("outputs");
    }

    static List<BadOption> badOptions() {
        return BadOptions.all(inputs(), outputs());
    }

    /** Those of calls that open no model, or that only a model or its data can show. */
    static List<BadOption> badOptionsThatAreFoundInWhatIsRead() {
        return badOptions().stream().filter(bad -> !needsNoModel(bad)).toList();
    }

    private static boolean needsNoModel(BadOption bad) {
        return (bad.words().contains("--models") || bad.words().contains("--resume"))
                && NEED_THE_MODEL.stream().noneMatch(bad.name()::matches);
    }

    @ParameterizedTest
    @MethodSource("badOptionsThatAreFoundInWhatIsRead")
    void isRefusedByOneLineThatNamesIt(BadOption bad) throws IOException {
        Set<Path> before = files();

        Result result = Cli.run(bad.words());

        String call = bad.words().stream().map(word -> "'" + word + "'").collect(joining(" "));
        assertThat(result.exitCode()).as(call + ": " + result.errorOutput()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).as(call).isEmpty();
        assertThat(result.errorOutput()).as(call).endsWith(System.lineSeparator());
        assertThat(result.errorLines()).as(call).hasSize(1);
        assertSaysWhatIsWrong(bad, result.errorLines().get(0));
        assertThat(files()).as(call).isEqualTo(before);
    }

    private static void assertSaysWhatIsWrong(BadOption bad, String line) {
        assertThat(line)
                .as(bad.words().toString())
                .startsWith("aectl: error: ")
                .contains(bad.named())
                .doesNotContain("Exception", ": null")
                .doesNotContainPattern("\\p{Cntrl}");
        String hint = " (see " + bad.command() + " --help)";
        if (bad.isUsage()) {
            assertThat(line).endsWith(hint);
        } else {
            assertThat(line.replace(hint, "")).doesNotContain("--help");
        }
    }

    /** All there are where calls read and write, and the names in the folder that the test runs in. */
    private static Set<Path> files() throws IOException {
        try (Stream<Path> made = Files.walk(folder);
                Stream<Path> here = Files.list(Path.of(""))) {
            return Stream.concat(made, here).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The others, where the checkpoints of all runs are damaged: whoever opens one of them says that instead. */
    static List<BadOption> badOptionsThatNeedNoModel() {
        return BadOptions.all(folder.resolve("damaged"), outputs()).stream()
                .filter(BadOptionTest::needsNoModel)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("badOptionsThatNeedNoModel")
    void isFoundBeforeAnythingIsLoaded(BadOption bad) throws IOException {
        isRefusedByOneLineThatNamesIt(bad);
    }

    @Test
    void areManyOfEachCommand() {
        List<BadOption> all = badOptions();

        assertThat(all).hasSizeGreaterThan(800);
        assertThat(Commands.all())
                .allSatisfy(command -> assertThat(all)
                        .filteredOn(bad -> bad.command().equals(command.qualifiedName()))
                        .hasSizeGreaterThan(2));
    }

    static List<CommandSpec> commandsThatDoSomething() {
        return Commands.thatDoSomething();
    }

    /** Or else the wrong calls, which are right ones with a mistake, could be refused for another reason. */
    @ParameterizedTest
    @MethodSource("commandsThatDoSomething")
    void theCallWithoutTheMistakeIsAccepted(CommandSpec command, @TempDir Path output) {
        Result result = Cli.run(new RightCalls(inputs(), output).of(command));

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
    }
}
