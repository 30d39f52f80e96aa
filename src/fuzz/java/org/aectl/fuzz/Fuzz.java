package org.aectl.fuzz;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fuzzes the readers, two at a time and each in a JVM of its own: {@code Fuzz SECONDS [READER...]}. Prints a row of a
 * table for each; a finding is kept as a file among the reader's seeds, and ends the program with 1.
 */
public final class Fuzz {
    private static final Path FOLDER = Path.of("target/fuzz");
    private static final int AT_ONCE = 2;
    /** No input is so long that more were needed; what needs more is a finding. */
    private static final String MEMORY = "-Xmx512m";

    /** Of one input, on a busy machine and with the instruments of Jazzer. */
    private static final int LONGEST_SECONDS = 60;

    private static final int LONGEST_INPUT = 1 << 14;
    private static final Pattern STATUS = Pattern.compile("#(\\d+)\\s+\\w+\\s+cov: (\\d+) ft: (\\d+)");

    private final int seconds;
    private final PrintStream out;

    private Fuzz(int seconds, PrintStream out) {
        this.seconds = seconds;
        this.out = out;
    }

    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        List<String> words = Arrays.stream(arguments)
                .flatMap(argument -> Arrays.stream(argument.split("[ ,]+", -1)))
                .filter(word -> !word.isEmpty())
                .toList();
        List<FuzzedReader> readers = words.size() == 1
                ? List.of(FuzzedReader.values())
                : words.stream()
                        .skip(1)
                        .map(word -> FuzzedReader.valueOf(
                                word.toUpperCase(Locale.ROOT).replace('-', '_')))
                        .toList();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean isClean = new Fuzz(Integer.parseInt(words.get(0)), out).run(readers);
        System.exit(isClean ? 0 : 1);
    }

    private boolean run(List<FuzzedReader> readers) throws InterruptedException, ExecutionException {
        out.println("| reader | seconds | executions | edges | features | inputs kept | findings |");
        out.println("|---|---|---|---|---|---|---|");
        ExecutorService processes = Executors.newFixedThreadPool(AT_ONCE);
        try {
            boolean isClean = true;
            for (Future<Boolean> ended : processes.invokeAll(readers.stream()
                    .<Callable<Boolean>>map(reader -> () -> run(reader))
                    .toList())) {
                isClean &= ended.get();
            }
            return isClean;
        } finally {
            processes.shutdown();
        }
    }

    private boolean run(FuzzedReader reader) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(FOLDER.resolve("corpus").resolve(reader.word()));
        Path seeds = Files.createDirectories(FOLDER.resolve("seeds").resolve(reader.word()));
        Path findings = Files.createDirectories(FOLDER.resolve("findings").resolve(reader.word()));
        for (Path seed : reader.seeds()) {
            String name = seed.toString().replaceAll("[^A-Za-z0-9.-]+", "_");
            Files.copy(seed, seeds.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Path log = FOLDER.resolve(reader.word() + ".log");
        long start = System.nanoTime();
        new ProcessBuilder(command(reader, corpus, seeds, findings))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        long took = (System.nanoTime() - start) / 1_000_000_000;
        List<Path> found = list(findings);
        for (Path finding : found) {
            Files.createDirectories(reader.ownSeeds());
            Files.copy(
                    finding,
                    reader.ownSeeds().resolve(String.valueOf(finding.getFileName())),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        printRow(reader, took, log, list(corpus).size(), found.size());
        return found.isEmpty();
    }

    private List<String> command(FuzzedReader reader, Path corpus, Path seeds, Path findings) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MEMORY,
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + ReaderFuzzer.class.getName(),
                "--target_args=" + reader.name(),
                "--instrumentation_includes=org.aectl.config.**:org.aectl.data.**:org.aectl.run.**:"
                        + "de.siegmar.fastcsv.**:org.apache.parquet.**:io.airlift.compress.**:tools.jackson.core.**:tools.jackson.dataformat.**:org.snakeyaml.**",
                // Nothing but sums over all pixels, which take minutes when each comparison is watched.
                "--instrumentation_excludes=org.aectl.data.image.Resampling*",
                "--custom_hook_includes=org.aectl.**",
                "--reproducer_path=" + FOLDER,
                "-artifact_prefix=" + findings + File.separator,
                "-max_total_time=" + seconds,
                "-timeout=" + LONGEST_SECONDS,
                // What is slower than that is a finding; what is not is none.
                "-report_slow_units=" + 2 * LONGEST_SECONDS,
                "-max_len=" + LONGEST_INPUT,
                "-rss_limit_mb=0",
                "-print_final_stats=1",
                corpus.toString(),
                seeds.toString());
    }

    private void printRow(FuzzedReader reader, long took, Path log, int kept, int found) throws IOException {
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        String executions = "?";
        String edges = "?";
        String features = "?";
        for (MatchResult status : STATUS.matcher(text).results().toList()) {
            executions = status.group(1);
            edges = status.group(2);
            features = status.group(3);
        }
        out.printf(
                "| %s | %d | %s | %s | %s | %d | %d |%n",
                reader.word(), took, executions, edges, features, kept, found);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
