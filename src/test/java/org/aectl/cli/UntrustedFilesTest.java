package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.ArgSpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs and checkpoints that somebody has made in order to harm, given to every command that loads one: none runs code of
 * theirs, writes where they say, steers the terminal, or ends in anything but one line.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UntrustedFilesTest {
    /** All but the ends of lines. */
    private static final String NO_CONTROLS =
            "[^\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*";

    private static final String STEERING = "\u001B[2J\u009B31m\u202E\nsecond line<script>alert(1)</script>";

    private static final String PREDICT = "predict RUN --output OUT";

    private static final List<String> ALL_BUT_PREDICT = UntrustedRuns.COMMANDS.stream()
            .filter(command -> !command.equals(PREDICT))
            .toList();

    private static final String NUMBER = "[+-]?[0-9.]+(E-?[0-9]+)?";

    @TempDir
    private static Path models;

    /** Deep enough for names with dots to lead out of where a file is, and still into it. */
    @TempDir
    private Path root;

    private Path hostile;

    @BeforeAll
    static void train() throws IOException {
        UntrustedRuns.train(models);
    }

    /** JUnit warns of links that it finds while it clears up. */
    @AfterEach
    void deleteLinks() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    @BeforeEach
    void reset() throws IOException {
        hostile = Files.createDirectories(root.resolve("a/b/c"));
        Gadget.RAN.clear();
    }

    private static Path best(String run) {
        return models.resolve(run).resolve("checkpoints/best.zip");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // What is refused.

    /** Somebody's file. */
    @FunctionalInterface
    private interface Forgery {
        /** @param good a file as it should be */
        void write(Path good, Path file) throws IOException;
    }

    /**
     * A forgery with a name.
     *
     * @param reason part of what every command says about it
     */
    private record Variant(String name, String reason, Forgery forgery) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Variant variant(String name, String reason, Forgery forgery) {
        return new Variant(name, reason, forgery);
    }

    /** Another entry in place of one of that name, or beside the others. */
    private static Variant entry(String name, byte[] content, String reason) {
        return variant(
                name + " " + content.length,
                reason,
                (good, file) -> ForgedCheckpoint.of(good).with(name, content).write(file));
    }

    private static Variant config(String was, String becomes, String reason) {
        return variant(
                becomes,
                reason,
                (good, file) -> ForgedCheckpoint.of(good)
                        .with("config.yaml", was, becomes)
                        .write(file));
    }

    static Stream<Variant> refusedFiles() {
        return Stream.of(asDeeplearning4jWritesThem(), javaObjects(), namesThatLeadElsewhere(), classesNamedInText())
                .flatMap(variants -> variants);
    }

    private static Stream<Variant> asDeeplearning4jWritesThem() {
        String configuration = "{\"@class\": \"%s\", \"command\": \"x\"}".formatted(Gadget.Named.NAME);
        return Stream.of(
                variant(
                        "model.zip",
                        "a model as Deeplearning4j writes it, which is never loaded",
                        (good, file) -> ForgedCheckpoint.of(models.resolve("ae/model.zip"))
                                .with("configuration.json", bytes(configuration))
                                .with("normalizer.bin", Gadget.serialized())
                                .with("preprocessor.bin", Gadget.serialized())
                                .write(file)),
                entry("normalizer.bin", Gadget.serialized(), "it holds normalizer.bin, which none has"),
                entry("preprocessor.bin", Gadget.serialized(), "it holds preprocessor.bin, which none has"),
                entry("configuration.json", bytes(configuration), "it holds configuration.json, which none has"));
    }

    private static Stream<Variant> javaObjects() {
        return Stream.of(
                variant(
                        "a Java object",
                        "damaged, or no checkpoint of aectl",
                        (good, file) -> Files.write(file, Gadget.serialized())),
                entry("parameters.bin", Gadget.serialized(), "expected 4 for each number"),
                entry("scaling.json", Gadget.serialized(), "the stored scaling cannot be read"),
                entry("config.yaml", Gadget.serialized(), "config.yaml"),
                variant(
                        "an index",
                        "damaged, or no checkpoint of aectl",
                        (good, file) -> ForgedCheckpoint.of(good)
                                .withIndex(Gadget.serialized())
                                .write(file)));
    }

    private static Stream<Variant> namesThatLeadElsewhere() {
        return Stream.concat(
                Stream.of("../evil.txt", "../../../evil.txt", "..\\evil.txt")
                        .map(name -> entry(name, bytes("evil"), "it holds " + name + ", which none has")),
                Stream.of(
                        variant(
                                "an absolute name",
                                "which none has",
                                (good, file) -> ForgedCheckpoint.of(good)
                                        .with(file.resolveSibling("evil.txt").toString(), bytes("evil"))
                                        .write(file)),
                        config("name: ae\n", "name: ../../evil\n", "name names a folder"),
                        config("name: ae\n", "name: /evil\n", "name names a folder")));
    }

    private static Stream<Variant> classesNamedInText() {
        return Stream.of(
                config(
                        "name: ae\n",
                        "name: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL"
                                + " [\"http://127.0.0.1:9/\"]]]]\n",
                        "config.yaml:1: "),
                config("name: ae\n", "name: !!java.net.URL \"http://127.0.0.1:9/\"\n", "config.yaml:1: "),
                config("name: ae\n", "name: !!" + Gadget.Named.NAME + " ae\n", "config.yaml:1: "),
                config("model:\n", "model: !!" + Gadget.Named.NAME + "\n", "config.yaml:"),
                config("name: ae\n", "name: ae\n'@class': " + Gadget.Named.NAME + "\n", "@class"),
                config("model:\n", "model:\n  '@type': " + Gadget.Named.NAME + "\n", "@type"),
                variant(
                        "a class for the scaling",
                        "the stored scaling cannot be read",
                        (good, file) -> ForgedCheckpoint.of(good)
                                .with("scaling.json", "{", "{\"@class\":\"" + Gadget.Named.NAME + "\",")
                                .write(file)));
    }

    /** All commands load a checkpoint by the same code: one forgery of each part of it is given to all. */
    static Stream<Variant> oneOfEachPart() {
        return Stream.of(
                        javaObjects(),
                        classesNamedInText().limit(1),
                        numbersThatCannotBe().limit(1))
                .flatMap(variants -> variants);
    }

    @ParameterizedTest
    @MethodSource("oneOfEachPart")
    void aForgedCheckpointIsRefusedByEveryCommand(Variant variant) throws IOException {
        aForgedCheckpointIsRefused(variant, ALL_BUT_PREDICT);
    }

    @ParameterizedTest
    @MethodSource({"refusedFiles", "numbersThatCannotBe"})
    void aForgedCheckpointIsRefused(Variant variant) throws IOException {
        aForgedCheckpointIsRefused(
                variant,
                List.of("train --resume RUN --epochs 3 --output OUT", "embed RUN --output OUT", "inspect RUN"));
    }

    private void aForgedCheckpointIsRefused(Variant variant, List<String> commands) throws IOException {
        Path file = hostile.resolve("forged.zip");
        variant.forgery.write(best("ae"), file);

        assertRefused(commands, file, variant.reason);
        // It asks first whether it is a classifier at all.
        assertRefused(List.of(PREDICT), file, "");
    }

    @ParameterizedTest
    @MethodSource("refusedFiles")
    void aForgedClassifierIsRefusedByThoseThatTakeOne(Variant variant) throws IOException {
        Path file = hostile.resolve("forged.zip");
        Path renamed = hostile.resolve("renamed.zip");
        ForgedCheckpoint.of(best("classifier"))
                .with("config.yaml", "name: classifier\n", "name: ae\n")
                .write(renamed);
        variant.forgery.write(renamed, file);

        assertRefused(List.of(PREDICT, "inspect RUN"), file, variant.reason);
    }

    static Stream<Variant> numbersThatCannotBe() {
        return Stream.of(
                index("\"epoch\" : 2,", "\"epoch\" : -2,", "progress.epoch must be at least 0, was -2"),
                index("\"stage\" : 0", "\"stage\" : -1", "progress.stage must be at least 0, was -1"),
                index("\"bestEpoch\" : 2", "\"bestEpoch\" : 9", "progress.bestEpoch is 9 of 2 epochs"),
                index("\"bestEpoch\" : 2", "\"bestEpoch\" : 1e99", "damaged, or no checkpoint of aectl"),
                index("\"rollbacks\" : 0", "\"rollbacks\" : -1000", "progress.rollbacks must be at least 0, was -1000"),
                index("\"batches\" : 0", "\"batches\" : -1", "progress.partial.batches must be at least 0, was -1"),
                index(
                        "\"batches\" : 0",
                        "\"batches\" : 1000000000",
                        "progress.partial.batches is 1000000000 of 0 examples"),
                index(
                        "\"batches\" : 0,\n      \"examples\" : 0",
                        "\"batches\" : 1000000000, \"examples\" : 1000000000000",
                        "progress.partial.batches is 1000000000 after the last of 2 epochs"),
                index("\"width\" : 2", "\"width\" : 3", "it names the columns of 2 features, its examples have 3"),
                index("\"width\" : 2", "\"width\" : 2147483648", "damaged, or no checkpoint of aectl"),
                index("\"classes\" : [ ", "\"classes\" : [ null, ", "damaged, or no checkpoint of aectl"),
                variant(
                        "a trillion parameters",
                        "parameters; the most possible is 2,147,483,647",
                        (good, file) -> ForgedCheckpoint.of(good)
                                .without("columns.json")
                                .with("config.yaml", "- 4\n", "- 1000000\n")
                                .with(
                                        "scaling.json",
                                        bytes("{\"scale\":\"none\",\"features\":1000000,\"shift\":[0],"
                                                + "\"divisor\":[1]}"))
                                .withIndex("\"width\" : 2", "\"width\" : 1000000")
                                .write(file)));
    }

    private static Variant index(String was, String becomes, String reason) {
        return variant(
                becomes,
                reason,
                (good, file) ->
                        ForgedCheckpoint.of(good).withIndex(was, becomes).write(file));
    }

    @Test
    void aRunThatHoldsForgedCheckpointsIsRefusedToo() throws IOException {
        Path run = UntrustedRuns.copy(models.resolve("ae"), hostile.resolve("run"));
        for (String name : List.of("best.zip", "epoch-0001.zip", "epoch-0002.zip")) {
            Files.write(run.resolve("checkpoints").resolve(name), Gadget.serialized());
        }

        assertRefused(UntrustedRuns.COMMANDS, run, "");
    }

    private void assertRefused(List<String> commands, Path run, String reason) throws IOException {
        for (Result result : assertHarmless(commands, run, ExitCode.INVALID_INPUT)) {
            assertThat(result.errorLines())
                    .singleElement()
                    .asString()
                    .startsWith("aectl: error: ")
                    .contains(reason);
            assertThat(result.output()).isEmpty();
        }
    }

    /** Nothing of theirs is run, written or shown as it is. */
    private List<Result> assertHarmless(List<String> commands, Path run, int exitCode) throws IOException {
        Set<String> before = files();
        List<Result> results = commands.stream()
                .map(command -> assertPlain(command, run, exitCode))
                .toList();
        assertThat(files()).isEqualTo(before);
        assertThat(Gadget.RAN).isEmpty();
        return results;
    }

    private Result assertPlain(String command, Path run, int exitCode) {
        Result result = UntrustedRuns.run(command, run, root.resolve("out"));
        String description = command + ": " + result.errorOutput();
        assertThat(result.exitCode()).as(description).isEqualTo(exitCode);
        assertThat(result.errorLines())
                .as(description)
                .allSatisfy(line -> assertThat(line).startsWith("aectl: ").matches(NO_CONTROLS))
                .noneMatch(line -> line.contains("unexpected"));
        assertThat(result.output().lines())
                .as(description)
                .allSatisfy(line -> assertThat(line).matches(NO_CONTROLS));
        return result;
    }

    /** Whatever could be made in the folders at hand, and in the one that the tests run in. */
    private Set<String> files() throws IOException {
        Set<String> files = new TreeSet<>();
        for (Path folder : List.of(root, models)) {
            try (Stream<Path> found = Files.walk(folder)) {
                found.forEach(file -> files.add(file.toString()));
            }
        }
        try (Stream<Path> found = Files.list(Path.of(""))) {
            found.forEach(file -> files.add(file.toString()));
        }
        return files;
    }

    // What these tests rest on.

    @Test
    void aGadgetShowsThatItRan() throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(Gadget.serialized()))) {
            in.readObject();
        }
        assertThat(Gadget.RAN).containsExactly("readObject");
        // Of another loader, so that the class which the files name remains untouched.
        Class<?> copy = new ClassLoader(Gadget.class.getClassLoader()) {
            Class<?> define(byte[] code) {
                return defineClass(null, code, 0, code.length);
            }
        }.define(code(Gadget.Named.NAME));
        copy.getDeclaredConstructor().newInstance();
        assertThat(Gadget.RAN).containsExactly("readObject", "static initialiser", "constructor");
    }

    private static byte[] code(String name) throws IOException {
        try (var code = UntrustedFilesTest.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            return Objects.requireNonNull(code).readAllBytes();
        }
    }

    @Test
    void everyCommandThatTakesARunIsAmongThese() {
        List<String> taking = Commands.all().stream()
                .filter(command ->
                        command.args().stream().map(ArgSpec::paramLabel).anyMatch("RUN"::equals))
                .map(command -> command.name())
                .toList();

        assertThat(Stream.concat(UntrustedRuns.COMMANDS.stream(), Stream.of("runs --diff RUN RUN"))
                        .map(command -> command.split(" ", 2)[0])
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(taking);
    }

    @Test
    void aCopyThatNothingWasDoneToIsTaken() throws IOException {
        Path file = hostile.resolve("copy.zip");
        ForgedCheckpoint.of(best("ae"))
                .withIndex("\"bestEpoch\"", "\"bestEpoch\"")
                .write(file);

        assertHarmless(List.of("inspect RUN"), file, ExitCode.DONE);
    }

    // What is taken, and does nothing.

    @Test
    void anObjectAmongTheNumbersIsNumbersAndAClassInTheIndexIsPassedOver() throws IOException {
        Path file = hostile.resolve("forged.zip");
        ForgedCheckpoint good = ForgedCheckpoint.of(best("ae"));
        byte[] numbers = Arrays.copyOf(Gadget.serialized(), good.bytes("parameters.bin").length);
        good.with("parameters.bin", numbers)
                .withIndex("\"format\"", "\"@class\": \"" + Gadget.Named.NAME + "\", \"format\"")
                .write(file);

        assertHarmless(List.of("inspect RUN"), file, ExitCode.DONE);
        Result embedded = UntrustedRuns.run("embed RUN --output OUT", file, root.resolve("out"));
        assertThat(embedded.exitCode()).as(embedded.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(Gadget.RAN).isEmpty();
    }

    @Test
    void theModelForDeeplearning4jIsReadByNoCommand() throws IOException {
        Path run = UntrustedRuns.copy(models.resolve("ae"), hostile.resolve("run"));
        Files.write(run.resolve("model.zip"), Gadget.serialized());

        for (String command : UntrustedRuns.COMMANDS) {
            Result result = UntrustedRuns.run(command, run, root.resolve("out"));
            assertThat(result.exitCode())
                    .as(command + ": " + result.errorOutput())
                    .isEqualTo(command.startsWith("predict") ? ExitCode.INVALID_INPUT : ExitCode.DONE);
        }
        assertThat(Gadget.RAN).isEmpty();
    }

    // Files of a run's folder.

    private static final List<String> READING_MANIFESTS = List.of(
            "inspect RUN", "report RUN --output OUT/page.html", "train --resume RUN --epochs 3", "runs --diff RUN RUN");
    private static final List<String> READING_CONFIGS = List.of("runs --diff RUN RUN");
    private static final List<String> READING_METRICS =
            List.of("report RUN --output OUT/page.html", "runs --diff RUN RUN");

    /** The run {@code run} beside another one, with a file of it replaced. */
    private Path runWith(String name, Forgery forgery) throws IOException {
        UntrustedRuns.copy(models.resolve("ae"), hostile.resolve("good"));
        Path run = UntrustedRuns.copy(models.resolve("ae"), hostile.resolve("run"));
        Path file = run.resolve(name);
        Files.delete(file);
        forgery.write(models.resolve("ae").resolve(name), file);
        return run;
    }

    private static Forgery text(String was, String becomes) {
        return (good, file) -> {
            String text = Files.readString(good);
            assertThat(text).contains(was);
            Files.writeString(file, text.replace(was, becomes));
        };
    }

    private static Forgery pipe() {
        return (good, file) -> {
            try {
                Process made = new ProcessBuilder("mkfifo", file.toString()).start();
                assertThat(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0)
                        .isTrue();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            }
        };
    }

    private static Forgery large() {
        return (good, file) -> {
            // Zeros that take no room on the disk.
            try (RandomAccessFile zeros = new RandomAccessFile(file.toFile(), "rw")) {
                zeros.setLength(100L << 20);
            }
        };
    }

    /** What no file of a run can be, whichever. */
    static Stream<Variant> noFilesOfARun() {
        return Stream.of(
                variant("a Java object", "", (good, file) -> Files.write(file, Gadget.serialized())),
                variant("a folder", "", (good, file) -> Files.createDirectory(file)),
                variant("a link to a device", "", (good, file) -> Files.createSymbolicLink(file, Path.of("/dev/zero"))),
                variant("100 MB", "", large()));
    }

    static Stream<Variant> badManifests() {
        return Stream.concat(
                noFilesOfARun(),
                Stream.of(
                        variant("a pipe", "", pipe()),
                        variant("a class", "", text("\"seed\"", "\"@class\": \"" + Gadget.Named.NAME + "\", \"seed\"")),
                        variant("no file", "", text("\"data\" : [ {", "\"data\" : [ null, {")),
                        variant("no word", "", text("\"commandLine\" : [", "\"commandLine\" : [ null,")),
                        variant(
                                "no rows",
                                "",
                                (good, file) -> Files.writeString(
                                        file,
                                        Files.readString(good)
                                                .replaceAll("(?s)\"rows\" : \\{.*?\\}", "\"rows\" : null"))),
                        variant(
                                "no shape",
                                "",
                                (good, file) -> Files.writeString(
                                        file,
                                        Files.readString(good)
                                                .replaceAll("\"shape\" : \"[^\"]*\"", "\"shape\" : null")))));
    }

    @ParameterizedTest
    @MethodSource("badManifests")
    void aBadManifestIsRefusedAndHidesNoOtherRun(Variant variant) throws IOException {
        assertRunRefused(runWith("manifest.json", variant.forgery), READING_MANIFESTS);
    }

    static Stream<Variant> badConfigs() {
        return Stream.concat(
                noFilesOfARun(),
                Stream.of(
                        variant("a pipe", "", pipe()),
                        variant("a class", "", text("name: ae\n", "'@class': " + Gadget.Named.NAME + "\n")),
                        variant("a tag", "", text("name: ae\n", "name: !!" + Gadget.Named.NAME + " ae\n")),
                        variant("another name", "", text("name: ae\n", "name: ../../evil\n"))));
    }

    @ParameterizedTest
    @MethodSource("badConfigs")
    void aBadConfigIsRefusedAndHidesNoOtherRun(Variant variant) throws IOException {
        assertRunRefused(runWith("config.yaml", variant.forgery), READING_CONFIGS);
    }

    static Stream<Variant> badMetrics() {
        return Stream.concat(
                noFilesOfARun(),
                Stream.of(
                        variant("a pipe", "", pipe()),
                        variant("no numbers", "", text("\n2,", "\n2," + STEERING.replace("\n", "") + ","))));
    }

    @ParameterizedTest
    @MethodSource("badMetrics")
    void badMetricsAreRefused(Variant variant) throws IOException {
        Path run = runWith("metrics.csv", variant.forgery);

        assertRefused(READING_METRICS, run, "");
        assertThat(Cli.run("runs", "--models", hostile.toString()).output()).contains("good", "run");
    }

    private void assertRunRefused(Path run, List<String> commands) throws IOException {
        assertRefused(commands, run, "");
        Result runs = assertHarmless(List.of("runs --models RUN"), hostile, ExitCode.DONE)
                .get(0);
        assertThat(runs.output().lines().skip(1)).singleElement().asString().startsWith(" good ");
        assertThat(runs.errorLines()).hasSizeLessThanOrEqualTo(1);
    }

    // What is shown.

    /** A run in which everything that the manifest has a word for has a bad one. */
    private Path steeringRun() throws IOException {
        return runWith("manifest.json", (good, file) -> {
            ObjectNode manifest = (ObjectNode) JsonMapper.shared().readTree(Files.readString(good));
            for (String key : List.of("version", "started", "ended", "shape", "network", "metric")) {
                manifest.put(key, STEERING);
            }
            manifest.withArray("commandLine").add(STEERING);
            manifest.withArray("warnings").add(STEERING);
            ((ObjectNode) manifest.withArray("data").get(0))
                    .put("path", STEERING)
                    .put("sha256", STEERING);
            Files.writeString(file, manifest.toString());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inspect RUN",
                "inspect RUN --json",
                "runs --models RUN/..",
                "runs --models RUN/.. --json",
                "runs --models RUN/.. --csv",
                "runs --diff RUN RUN/../good",
                "runs --diff RUN RUN/../good --json"
            })
    void namesSteerNoTerminal(String command) throws IOException {
        assertHarmless(List.of(command), steeringRun(), ExitCode.DONE);
    }

    @Test
    void namesAreTextInThePage() throws IOException {
        Path page = root.resolve("page.html");
        Result result = UntrustedRuns.run("report RUN --output OUT", steeringRun(), page);

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(page)).doesNotContain("<script>alert");
        Document read = Jsoup.parse(page);
        assertThat(read.select("script")).hasSize(2);
        assertThat(read.text()).contains("<script>alert(1)</script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ae: embed RUN --output OUT",
                "ae: detect RUN --features --output OUT",
                "ae: denoise RUN --noise gaussian:0.1 --output OUT",
                "ae: reconstruct RUN --output OUT",
                "cvae: sample RUN --count 10 --output OUT",
                "classifier: predict RUN --output OUT",
                "ae: finetune RUN --epochs 1 --no-baseline --output OUT"
            })
    void noCellIsAFormula(String command) throws IOException {
        Path out = Files.createDirectory(root.resolve("out"));
        String[] words = command.split(": ", 2);
        Result result = UntrustedRuns.run(words[1], models.resolve(words[0]), out);

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        try (Stream<Path> files = Files.walk(out)) {
            List<Path> tables =
                    files.filter(file -> file.toString().endsWith(".csv")).toList();
            assertThat(tables).isNotEmpty().allSatisfy(UntrustedFilesTest::assertNoFormula);
        }
    }

    private static void assertNoFormula(Path table) throws IOException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(table)) {
            assertThat(csv.stream().flatMap(row -> row.getFields().stream()))
                    .isNotEmpty()
                    .allMatch(cell -> cell.isEmpty() || "=+-@\t\r".indexOf(cell.charAt(0)) < 0 || cell.matches(NUMBER));
        }
    }
}
