package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher builds, and which Java it takes: in a small checkout of its own, with stand-ins for Maven and Java. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherBuildIT {
    private static final String MAVEN = """
            #!/bin/sh
            echo build >>builds
            sleep 1
            mkdir -p target/lib
            echo new >target/lib/aectl-1.0.jar
            """;
    private static final String JAVA = """
            #!/bin/sh
            echo "$@"
            """;

    @TempDir
    private Path folder;

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

    @Test
    void aBuildThatWasKilledDoesNotBlockTheNext() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.createDirectories(checkout.resolve("target/lib"));
        Files.writeString(checkout.resolve("target/lib/aectl-1.0.jar"), "half written");
        Files.createSymbolicLink(checkout.resolve("target/.aectl-build-lock"), Path.of(Long.toString(ended.pid())));

        assertThat(run("--help").errorOutput()).isEqualTo("aectl: building (first use)...\n");
        assertThat(checkout.resolve("target/lib/aectl-1.0.jar")).hasContent("new");
    }

    /** The lock is read, then its owner ends as it should, and only then the launcher looks for the owner. */
    @Test
    void aBuildThatEndsMeanwhileIsNotTakenForKilled() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.createDirectories(checkout.resolve("target/lib"));
        Files.createSymbolicLink(checkout.resolve("target/.aectl-build-lock"), Path.of(Long.toString(ended.pid())));
        Files.move(programs.resolve("readlink"), programs.resolve("true-readlink"));
        Launcher.writeScript(programs.resolve("readlink"), """
                #!/bin/sh
                true-readlink "$@" || exit
                case $1 in
                    *.aectl-build-lock)
                        rm "$1"
                        echo built >"${1%/*}/lib/aectl-1.0.jar" ;;
                esac
                """);

        Result result = run("--help");

        assertThat(result.errorOutput()).isEmpty();
        assertThat(checkout.resolve("target/lib/aectl-1.0.jar")).hasContent("built");
        assertThat(checkout.resolve("target/.aectl-build-lock")).doesNotExist();
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

    @Test
    void refusesAnotherJavaInOneLine() throws Exception {
        jdk = makeJdk("25.0.1");

        Result result = run("--help");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errorOutput())
                .startsWith("aectl: error: Java 17 is needed, but ")
                .contains("25.0.1")
                .hasLineCount(1);
    }

    @Test
    void asksForJavaWhereThereIsNone() throws Exception {
        jdk = folder.resolve("nothing");

        Result result = run("--help");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errorOutput())
                .startsWith("aectl: error: Java 17 is needed, but JAVA_HOME")
                .hasLineCount(1);
    }

    @Test
    void findsJava17AmongTheInstalledOnesWhenAnotherIsTheDefault() throws Exception {
        Files.createDirectories(folder.resolve("jvm"));
        Files.move(jdk, folder.resolve("jvm/java-17-openjdk"));
        jdk = makeJdk("25.0.1");

        assertThat(run("--help").output()).contains("org.aectl.cli.Main --help");
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
                .startsWith("3 3 PASSIVE")
                .contains(" -Xmx", "maxbytes=");
        assertThat(run("train", "--threads=5").output()).startsWith("5 5 PASSIVE");
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
        Map<String, String> environment =
                Map.of("JAVA_HOME", jdk.toString(), "PATH", programs.toString(), "AECTL_CDS", "off");
        return Launcher.run(checkout.resolve("aectl"), folder, environment, arguments);
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
