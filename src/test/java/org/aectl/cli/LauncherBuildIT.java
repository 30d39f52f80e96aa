package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the launcher builds, and which Java it takes: in a small checkout of its own, with stand-ins for Maven and Java. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherBuildIT {
    private static final String MAVEN = """
            #!/bin/sh
            echo build >>builds
            mkdir -p target/lib
            echo new >target/lib/aectl-1.0.jar
            """;
    private static final String JAVA = """
            #!/bin/sh
            echo "$@"
            """;

    /** During which others come. */
    private static final String SLOW_MAVEN = MAVEN.replace("mkdir", "sleep 1\nmkdir");

    /** The lock of systems without flock: a link whose text is its owner's number and when it began. */
    private static final String OWNER = "target/.aectl-build.owner";

    @TempDir
    private Path folder;

    /** On top of the test's own. */
    private final Map<String, String> environment = new HashMap<>();

    private Path checkout;
    private Path jdk;
    private Path programs;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a checkout"));
        Files.createDirectories(checkout.resolve("src/main/java"));
        Files.createDirectories(checkout.resolve(".mvn"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        // The Java of this machine must not be found.
        String script = Files.readString(Launcher.script()).replace("/usr/lib/jvm/", folder.resolve("jvm") + "/");
        Launcher.writeScript(checkout.resolve("aectl"), script);
        jdk = makeJdk("17.0.9");
        programs = Launcher.toolsOnly(folder);
        Launcher.writeScript(programs.resolve("mvn"), MAVEN);
    }

    @Test
    void buildsOnFirstUseAndNotAgain() throws Exception {
        assertThat(run("--help").errorOutput()).isEqualTo("aectl: building (first use)...\n");
        Result second = run("--help");

        assertThat(second.errorOutput()).isEmpty();
        assertThat(second.output()).contains("org.aectl.cli.Main --help");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        run("--help");
        Path source = Files.writeString(checkout.resolve("src/main/java/New.java"), "class New {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));

        Result result = run("--help");

        assertThat(result.errorOutput()).isEqualTo("aectl: building (sources are newer)...\n");
    }

    @Test
    void aJarFromAPlainMavenBuildIsUsed() throws Exception {
        Files.createDirectories(checkout.resolve("target/lib"));
        Files.writeString(checkout.resolve("target/lib/aectl-0.9.jar"), "made by hand");

        assertThat(run("--help").output()).contains("target/lib/aectl-0.9.jar");
        assertThat(checkout.resolve("builds")).doesNotExist();
    }

    @Test
    void twoFirstUsesAtOnceBuildOnce() throws Exception {
        Launcher.writeScript(programs.resolve("mvn"), SLOW_MAVEN);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            CompletableFuture<?>[] uses = new CompletableFuture<?>[3];
            for (int i = 0; i < uses.length; i++) {
                uses[i] = CompletableFuture.runAsync(
                        () -> assertThat(runUnchecked().output()).contains("org.aectl.cli.Main"), threads);
            }
            CompletableFuture.allOf(uses).get();
        } finally {
            threads.shutdownNow();
        }
        assertThat(builds()).isEqualTo(1);
    }

    /** Its number may long be that of another process: in a container each first process has 1. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBuildThatWasKilledDoesNotBlockTheNext(boolean withFlock) throws Exception {
        haveFlock(withFlock);
        Files.createDirectories(checkout.resolve("target/lib"));
        Files.writeString(checkout.resolve("target/lib/aectl-1.0.jar"), "half written");
        Files.writeString(checkout.resolve("target/.aectl-build-begin"), "");
        Files.createSymbolicLink(
                checkout.resolve(OWNER), Path.of(ProcessHandle.current().pid() + " 1"));

        assertThat(run("--help").errorOutput()).isEqualTo("aectl: building (first use)...\n");
        assertThat(checkout.resolve("target/lib/aectl-1.0.jar")).hasContent("new");
        assertThat(run("--help").errorOutput()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void whatIsBuiltWaitsForNoLock() throws Exception {
        haveFlock(false);
        run("--help");
        String self = new String(Files.readAllBytes(Path.of("/proc/self/stat")), StandardCharsets.ISO_8859_1);
        String start = self.substring(self.lastIndexOf(") ") + 2).split(" ", -1)[19];
        Files.createSymbolicLink(
                checkout.resolve(OWNER), Path.of(ProcessHandle.current().pid() + " " + start));

        Result result = run("--help");

        assertThat(result.errorOutput()).isEmpty();
        assertThat(result.output()).contains("org.aectl.cli.Main --help");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoWaitsForABuildSaysForWhichFile(boolean withFlock) throws Exception {
        Launcher.writeScript(programs.resolve("mvn"), SLOW_MAVEN);
        haveFlock(withFlock);
        CompletableFuture<Result> first = CompletableFuture.supplyAsync(this::runUnchecked);
        while (!Files.exists(checkout.resolve("builds"))) {
            assertThat(first).isNotCompletedExceptionally();
            Thread.onSpinWait();
        }

        Result second = run("--help");

        assertThat(first.get().output()).contains("org.aectl.cli.Main --help");
        assertThat(second.output()).contains("org.aectl.cli.Main --help");
        // It may have begun after the other's end.
        assertThat(second.errorLines())
                .allMatch(line -> line.startsWith("aectl: waiting for another build, which holds " + checkout));
        assertThat(builds()).isEqualTo(1);
    }

    private void haveFlock(boolean wanted) throws IOException {
        Path flock = Path.of("/usr/bin/flock");
        assumeThat(!wanted || Files.exists(flock)).as("a system with flock").isTrue();
        if (wanted) {
            Files.createSymbolicLink(programs.resolve("flock"), flock);
        }
    }

    @Test
    void aFailedBuildShowsMavensMessages() throws Exception {
        Launcher.writeScript(
                programs.resolve("mvn"), "#!/bin/sh\necho '[ERROR] New.java: missing semicolon'\nexit 1\n");

        Result result = run("--help");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errorOutput()).contains("missing semicolon").contains("aectl: error: the build failed");
        assertThat(result.output()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.22", "1.8.0_392", "16", "unknown"})
    void refusesAnOlderJavaInOneLine(String version) throws Exception {
        jdk = makeJdk(version);

        Result result = run("--help");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errorOutput())
                .startsWith("aectl: error: Java 17 or later is needed, but ")
                .contains(version)
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "17.0.15", "21.0.2", "23.0.1", "24", "25.0.3", "26-ea"})
    void takesAnyJavaFrom17OnAndGivesNewOnesTheOptionsTheyAskFor(String version) throws Exception {
        jdk = makeJdk(version);

        Result result = run("--help");

        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        boolean asks = version.compareTo("24") >= 0;
        for (String option :
                List.of(" --enable-native-access=ALL-UNNAMED ", " --sun-misc-unsafe-memory-access=allow ")) {
            assertThat(result.output().contains(option)).as(option).isEqualTo(asks);
        }
    }

    @Test
    void sparkHasJava17Only() throws Exception {
        jdk = makeJdk("25.0.1");

        Result result = run("train", "--engine", "spark");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errorOutput())
                .startsWith("aectl: error: Java 17 is needed by Spark 3.5, but ")
                .contains("25.0.1")
                .hasLineCount(1);
    }

    @Test
    void asksForJavaWhereThereIsNone() throws Exception {
        jdk = folder.resolve("nothing");

        Result result = run("--help");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errorOutput())
                .startsWith("aectl: error: Java 17 or later is needed, but JAVA_HOME")
                .hasLineCount(1);
    }

    @Test
    void findsTheNewestOfTheInstalledOnesWhenTheDefaultIsTooOld() throws Exception {
        Files.createDirectories(folder.resolve("jvm"));
        for (String version : List.of("17.0.9", "9.0.4", "21.0.2", "16.0.1")) {
            Files.move(makeJdk(version), folder.resolve("jvm/java-" + version));
        }
        Launcher.writeScript(folder.resolve("jvm/java-21.0.2/bin/java"), "#!/bin/sh\necho 'the newest'\n");
        jdk = makeJdk("11.0.1");

        assertThat(run("--help").output()).isEqualTo("the newest\n");
    }

    @Test
    void asksForMavenWhenABuildIsNeeded() throws Exception {
        Files.delete(programs.resolve("mvn"));

        Result result = run("--help");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errorOutput())
                .startsWith("aectl: error: Maven is needed to build aectl (first use)")
                .hasLineCount(1);
    }

    @Test
    void threadsAndMemoryAreSetBeforeTheJvmStarts() throws Exception {
        Launcher.writeScript(
                jdk.resolve("bin/java"),
                "#!/bin/sh\necho \"$OMP_NUM_THREADS $OPENBLAS_NUM_THREADS $OMP_WAIT_POLICY $@\"\n");
        run("--help");

        assertThat(run("train", "--threads", "3").output())
                .startsWith("3 3 passive")
                .contains(" -Xmx", "maxbytes=");
        assertThat(run("train", "--threads=5").output()).startsWith("5 5 passive");
    }

    /** libgomp compares letters in the user's language, where the small one of I may be another than i. */
    @Test
    void theWaitPolicyIsWrittenInSmallLetters() throws Exception {
        Launcher.writeScript(jdk.resolve("bin/java"), "#!/bin/sh\necho \"$OMP_WAIT_POLICY\"\n");
        run("--help");
        environment.put("OMP_WAIT_POLICY", "ACTIVE");

        assertThat(run("train").output()).isEqualTo("active\n");
    }

    @ParameterizedTest
    @CsvSource({
        "AECTL_THREADS, 99999999999999999999",
        "AECTL_THREADS, 1025",
        "AECTL_THREADS, 0",
        "AECTL_THREADS, two",
        "OMP_NUM_THREADS, 99999999999999999999",
        "OMP_NUM_THREADS, -3"
    })
    void aWrongNumberOfThreadsIsNamed(String variable, String value) throws Exception {
        run("--help");
        environment.put(variable, value);

        Result result = run("train");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errorOutput())
                .startsWith("aectl: error: " + variable + " must be")
                .endsWith("a whole number from 1 to 1024, was " + value + "\n")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "AECTL_JAVA_OPTS, -XX:+UseSerialGC",
        "AECTL_JAVA_OPTS, -Xmx1g -XX:+UseZGC",
        "JDK_JAVA_OPTIONS, -XX:+UseG1GC"
    })
    void theUsersCollectorIsTheOnlyOne(String variable, String value) throws Exception {
        run("--help");
        environment.put(variable, value);

        for (String command : List.of("train", "--help")) {
            assertThat(run(command).output().replace(value, "")).doesNotContain("GC ");
        }
    }

    @Test
    void aCollectorIsChosenWhereTheUserNamesNone() throws Exception {
        run("--help");
        environment.put("AECTL_JAVA_OPTS", "-XX:+UseGCOverheadLimit");

        assertThat(run("train").output()).contains("-XX:+UseParallelGC");
    }

    @ParameterizedTest
    @CsvSource({"-n 64, 64 open files", "-n 20, 20 open files", "-v 1000000, 976 MiB of address space"})
    void aShellThatAllowsTooLittleIsNamed(String limit, String named) throws Exception {
        run("--help");

        Result result = inShell("ulimit " + limit, "train");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errorOutput())
                .startsWith("aectl: error: this shell allows " + named)
                .hasLineCount(1);
    }

    @Test
    void aLimitOfTheAddressSpaceIsALimitOfTheMemory() throws Exception {
        run("--help");

        String output = inShell("ulimit -v 4194304", "train").output();

        assertThat(output).contains(" -XX:CompressedClassSpaceSize=64m ").contains(" -Daectl.machine.memory=2596m");
    }

    @Test
    void aPlainAsciiLocaleIsReplacedForTheSakeOfNamesOfFiles() throws Exception {
        Launcher.writeScript(jdk.resolve("bin/java"), "#!/bin/sh\necho \"$LC_ALL\" \"$@\"\n");
        run("--help");

        environment.put("LC_ALL", "POSIX");
        assertThat(run("--help").output()).startsWith("C.UTF-8 ").contains(" -Dsun.jnu.encoding=UTF-8 ");
        environment.put("LC_ALL", "de_DE.UTF-8");
        assertThat(run("--help").output()).startsWith("de_DE.UTF-8 ").doesNotContain("sun.jnu.encoding");
    }

    /** The machine is measured by a tool that fails where it has no stderr. */
    @ParameterizedTest
    @ValueSource(strings = {"exec 2>&-", "exec >&-", "exec <&-", "exec <&- >&- 2>&-"})
    void aStreamThatIsClosedIsNotMissed(String closing) throws Exception {
        Launcher.writeScript(
                jdk.resolve("bin/java"), "#!/bin/sh\nfor n in 0 1 2; do readlink /proc/$$/fd/$n; done >streams\n");
        run("--help");

        assertThat(inShell(closing, "train").exitCode()).isZero();
        assertThat(folder.resolve("streams")).content().hasLineCount(3);
    }

    private Result inShell(String preparation, String argument) throws Exception {
        Path script = folder.resolve("prepared");
        Launcher.writeScript(
                script, "#!/bin/sh\n" + preparation + "\nexec '" + checkout.resolve("aectl") + "' \"$@\"\n");
        return Launcher.run(script, folder, surroundings(), argument);
    }

    @Test
    void withoutCudaNothingIsChosenBeforeTheProgramStarts() throws Exception {
        writeChoosingJava();

        assertThat(run("train", "--device", "cpu").output())
                .startsWith("CPU  GPU  visible ")
                .doesNotContain("choice");
        assertThat(checkout.resolve("asked")).doesNotExist();
    }

    @Test
    void withCudaTheChoiceIsMadeFirstAndHandedOver() throws Exception {
        writeChoosingJava();
        Files.createDirectories(checkout.resolve("target/lib"));
        Files.writeString(checkout.resolve("target/lib/nd4j-cuda-11.6-1.0.0-M2.1.jar"), "");

        assertThat(run("train", "--device", "cuda").output())
                .startsWith("CPU 100 GPU 200 visible GPU-1")
                .contains("<-Daectl.device.choice=two words\tand more>")
                .contains("<--device><cuda>");
        assertThat(checkout.resolve("asked")).hasContent("cuda");
        run("train", "--device=cpu");
        assertThat(checkout.resolve("asked")).hasContent("cpu");
        run("train");
        assertThat(checkout.resolve("asked")).hasContent("auto");
        Files.delete(checkout.resolve("asked"));
        run("train", "--help");
        assertThat(checkout.resolve("asked")).doesNotExist();
        // The first use has built the program, and a build with CUDA stays one.
        assertThat(checkout.resolve("arguments")).content().contains("-Pcuda");
    }

    /** A Java that notes for which device it was asked for a choice, makes one, and shows what it is started with otherwise. */
    private void writeChoosingJava() throws IOException {
        Launcher.writeScript(programs.resolve("mvn"), MAVEN + "echo \"$@\" >arguments\n");
        Launcher.writeScript(jdk.resolve("bin/java"), """
                #!/bin/sh
                case "$*" in
                    *org.aectl.cli.DevicePreflight*)
                        for last; do :; done
                        echo "$last" >'CHECKOUT/asked'
                        printf 'cuda\\nGPU-1\\ntwo words\\tand more\\n'
                        exit ;;
                esac
                printf 'CPU %s GPU %s visible %s ' "$BACKEND_PRIORITY_CPU" "$BACKEND_PRIORITY_GPU" "$CUDA_VISIBLE_DEVICES"
                printf '<%s>' "$@"
                """.replace("CHECKOUT", checkout.toString()));
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        return Launcher.run(checkout.resolve("aectl"), folder, surroundings(), arguments);
    }

    private Map<String, String> surroundings() {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(Map.of("JAVA_HOME", jdk.toString(), "PATH", programs.toString(), "AECTL_CDS", "off"));
        return all;
    }

    private Result runUnchecked() {
        try {
            return run("--help");
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private int builds() throws IOException {
        return Files.readAllLines(checkout.resolve("builds")).size();
    }

    private Path makeJdk(String version) throws IOException {
        Path home = folder.resolve("jdk " + version);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Launcher.writeScript(home.resolve("bin/java"), JAVA);
        Launcher.writeScript(home.resolve("bin/javac"), JAVA);
        return home;
    }
}
