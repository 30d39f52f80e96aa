package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aectl.cli.ExampleRunner.Call;
import org.aectl.cli.console.ExitCode;
import org.aectl.data.Examples;
import org.aectl.data.ParquetTables;
import org.aectl.data.array.NpyWriter;
import org.aectl.data.source.SourceDetection;
import org.aectl.data.source.Sources;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every example that a user is shown works: the lines under "Examples:" in the help of each command, and those in README.md and
 * docs/guide, run as they stand in a folder that has the runs and files that they speak of, in a terminal of 80 columns and 24
 * lines where one can be made.
 *
 * <p>A new example is picked up by itself. It may need a line in one of the tables below: {@link #PREPARATION} for a run or a
 * file that it names, {@link #ADDED} if it trains for long, {@link #NOT_RUN} with a reason if it cannot be run here.
 */
class HelpExamplesTest {
    /** A training on few digits, instead of one on all of MNIST. */
    private static final String FEW = " --set data.name=mnist-mini --limit 200 --epochs 1";

    /** Makes the runs and files that examples speak of, in this order; files of digits are there before. */
    private static final List<String> PREPARATION = List.of(
            "aectl config init ae > mine.yaml",
            "aectl train --config configs/ae.yaml" + FEW,
            "aectl train --config configs/ae.yaml --name small" + FEW,
            "aectl train --config configs/ae.yaml --output experiments" + FEW,
            "aectl train --config configs/vae.json" + FEW,
            "aectl train --config configs/cvae-mnist.yaml" + FEW,
            "aectl train --config configs/dae-mnist.yaml" + FEW,
            "aectl train --config configs/vae-conv.yaml" + FEW);

    /**
     * What is added to examples that would take long or find a run that is there already, by how they begin; an option that
     * one has itself is not added.
     */
    private static final Map<String, List<String>> ADDED = Map.of(
            "aectl benchmark", List.of("--limit=200", "--seconds=1"),
            "aectl finetune", List.of("--epochs=2", "--force"),
            "aectl train --config", List.of("--limit=200", "--epochs=1", "--force"),
            "aectl train -c", List.of("--limit=200", "--epochs=1", "--force"));

    /** Examples that are not run, by how they begin, and why. */
    private static final Map<String, String> NOT_RUN = Map.ofEntries(
            Map.entry(
                    "aectl data fetch", "downloads from public mirrors; FetcherTest fetches from a server of its own"),
            Map.entry("export SPARK_HOME", "for the cluster of the next lines; ClusterIT has one"),
            Map.entry("aectl train --config vae.yaml --engine spark", "the same"),
            Map.entry("aectl embed vae --engine spark", "the same"),
            Map.entry("spark-submit", "the same"),
            Map.entry("src/spark/cluster/cluster", "the same"),
            Map.entry("configs/batch.sh", "calls the launcher; BatchIT runs it"),
            Map.entry("mvn ", "builds the program"),
            Map.entry("aectl train --config configs/ae.yaml --device cuda", "needs a GPU; GpuIT has one"),
            Map.entry("aectl benchmark --config configs/ae.yaml --device cuda", "the same"));

    private static final Path GUIDE = Path.of("docs/guide");
    private static final int DIGITS = 60;
    private static final long MINUTES = 10;
    private static final int COLUMNS = 80;
    /** Of lines as short as {@code type: dense} a config may have two. */
    private static final int SHORT_LINE = 30;

    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private static Path folder;

    private static final Map<String, Outcome> OUTCOMES = new HashMap<>();

    /** What came of a call, and what it wrote to the terminal. */
    private record Outcome(int exitCode, String written) {}

    /** Every example once, as it is shown but for the comment. */
    static Set<String> examples() throws IOException {
        List<String> ofDocuments = new ArrayList<>();
        for (Path document : documents()) {
            BLOCK.matcher(Files.readString(document))
                    .results()
                    .flatMap(block -> block.group(1).lines())
                    .filter(line -> !line.isBlank())
                    .forEach(ofDocuments::add);
        }
        return Stream.concat(
                        Commands.all().stream().flatMap(command -> Commands.examples(command).stream()),
                        ofDocuments.stream())
                .map(line -> line.replaceFirst("^\\./", "").replaceFirst(" +# .*", ""))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> guides = Files.list(GUIDE)) {
            return Stream.concat(
                            Stream.of(Path.of("README.md")),
                            guides.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        }
    }

    static List<String> examplesToRun() throws IOException {
        return examples().stream()
                .filter(line -> NOT_RUN.keySet().stream().noneMatch(line::startsWith))
                .toList();
    }

    @BeforeAll
    static void runAll() throws Exception {
        copy(Path.of("configs"));
        copy(GUIDE);
        writeDigits();
        List<String> lines =
                Stream.concat(PREPARATION.stream(), examplesToRun().stream()).toList();
        List<Outcome> outcomes = run(lines.stream().map(HelpExamplesTest::call).toList());
        for (int i = 0; i < lines.size(); i++) {
            OUTCOMES.merge(lines.get(i), outcomes.get(i), (first, second) -> first.exitCode() == 0 ? second : first);
        }
    }

    private static void copy(Path directory) throws IOException {
        Path copies = Files.createDirectories(folder.resolve(directory));
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.copy(file, copies.resolve(file.getFileName()));
            }
        }
    }

    private static void writeDigits() throws IOException {
        Examples digits =
                Sources.open(SourceDetection.detect("mnist-mini"), null, 0).training();
        int pixels = digits.shape().size();
        float[] values = new float[pixels];
        List<String> names = IntStream.range(0, pixels).mapToObj(i -> "x" + i).toList();
        List<float[]> table = new ArrayList<>();
        StringBuilder csv = new StringBuilder("label");
        IntStream.range(0, pixels).forEach(i -> csv.append(",x").append(i));
        try (NpyWriter npy = new NpyWriter(folder.resolve("digits.npy"), DIGITS, 28, 28);
                NpyWriter noisy = new NpyWriter(folder.resolve("noisy.npy"), DIGITS, 28, 28)) {
            for (int row = 0; row < DIGITS; row++) {
                digits.read(row, values, 0);
                npy.write(values, 0, pixels);
                noisy.write(withNoise(values, row), 0, pixels);
                csv.append('\n').append(digits.classes().get(digits.label(row)));
                float[] labelled = Arrays.copyOf(values, pixels + 1);
                labelled[pixels] = digits.label(row);
                table.add(labelled);
                for (float value : values) {
                    csv.append(',').append(value);
                }
            }
        }
        Files.writeString(folder.resolve("digits.csv"), csv.append('\n'));
        ParquetTables.write(folder.resolve("digits.parquet"), names, List.of("label"), table);
    }

    private static float[] withNoise(float[] values, int seed) {
        Random random = new Random(seed);
        float[] noisy = new float[values.length];
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = (float) (values[i] + 40 * random.nextGaussian());
        }
        return noisy;
    }

    private static Call call(String line) {
        ShellLine parsed = ShellLine.parse(line);
        List<String> words = new ArrayList<>(parsed.words());
        ADDED.forEach((start, added) -> {
            if (line.startsWith(start)) {
                added.stream()
                        .filter(option -> !words.contains(option.replaceFirst("=.*", "")))
                        .forEach(words::add);
            }
        });
        boolean isRead = line.contains(" | ") || line.startsWith("source ");
        return new Call(words, isRead ? "read-by-another.txt" : parsed.target());
    }

    private static List<Outcome> run(List<Call> calls) throws Exception {
        Path plan = Files.writeString(
                folder.resolve("plan.json"), JsonMapper.shared().writeValueAsString(calls));
        Path exitCodes = folder.resolve("exit-codes.json");
        Path log = folder.resolve("log.txt");
        List<String> program = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // None is needed, as by pictures or natives, even where the system's is missing.
                "-Djava.io.tmpdir=/nonexistent",
                "-cp",
                System.getProperty("java.class.path"),
                ExampleRunner.class.getName(),
                plan.toString(),
                exitCodes.toString(),
                Boolean.toString(PseudoTerminal.isThere()));
        ProcessBuilder builder = PseudoTerminal.isThere()
                ? PseudoTerminal.of(folder, log, COLUMNS, program)
                : new ProcessBuilder(program)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("AECTL_DATA", folder.resolve("data").toString());
        Process process = builder.start();
        PseudoTerminal.awaitEnd(process, MINUTES);
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        String[] written = Files.readString(log).split(ExampleRunner.MARK + "\\d+\\R", -1);
        int[] codes = JsonMapper.shared().readValue(Files.readString(exitCodes), int[].class);
        return IntStream.range(0, codes.length)
                .mapToObj(i -> new Outcome(codes[i], written[i + 1]))
                .toList();
    }

    static List<String> preparation() {
        return PREPARATION;
    }

    @ParameterizedTest
    @MethodSource({"preparation", "examplesToRun"})
    void works(String example) {
        Outcome outcome = outcome(example);

        assertThat(outcome.exitCode()).as(outcome.written()).isEqualTo(ExitCode.DONE);
    }

    static Stream<String> examplesForPeople() throws IOException {
        return Stream.concat(PREPARATION.stream(), examplesToRun().stream()).filter(line -> !line.contains("--json"));
    }

    /** A path that is longer than a line is the one thing that must wrap. */
    @ParameterizedTest
    @MethodSource("examplesForPeople")
    void fitsATerminal(String example) {
        assumeTrue(PseudoTerminal.isThere(), PseudoTerminal.NEEDS);
        Screen screen = Screen.showing(outcome(example).written(), COLUMNS);

        assertThat(screen.wrapped()).allMatch(line -> !line.strip().contains(" "), "is one word");
        assertThat(screen.lines()).noneMatch(line -> line.contains("\u258F"));
        // Each of several trainings begins a table and may have the same warning.
        assertThat(screen.lines())
                .filteredOn(line -> line.length() >= SHORT_LINE && !example.contains("--seeds"))
                .doesNotHaveDuplicates();
    }

    private static Outcome outcome(String example) {
        return Objects.requireNonNull(OUTCOMES.get(example), "every example was run");
    }

    @Test
    void everyExceptionIsStillOne() throws IOException {
        Set<String> examples = examples();

        assertThat(Stream.concat(NOT_RUN.keySet().stream(), ADDED.keySet().stream()))
                .allSatisfy(start -> assertThat(examples).anyMatch(line -> line.startsWith(start)));
    }
}
