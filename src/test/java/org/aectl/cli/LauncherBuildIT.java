package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
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
        Files.copy(Launcher.script(), checkout.resolve("aectl"));
        makeExecutable(checkout.resolve("aectl"));
        jdk = makeJdk("17.0.9");
        programs = Files.createDirectory(folder.resolve("programs"));
        write(programs.resolve("mvn"), MAVEN);
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

    @Test
    void aFailedBuildShowsMavensMessages() throws Exception {
        write(programs.resolve("mvn"), "#!/bin/sh\necho '[ERROR] New.java: missing semicolon'\nexit 1\n");

        Result result = run("--help");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errorOutput()).contains("missing semicolon").contains("aectl: error: the build failed");
        assertThat(result.output()).isEmpty();
    }

    @Test
    void refusesAnotherJavaInOneLine() throws Exception {
        // The stand-in for a machine without a Java 17 anywhere would need another /usr/lib/jvm.
        org.junit.jupiter.api.Assumptions.assumeFalse(hasSystemJava17(), "this machine has a Java 17 to fall back on");
        jdk = makeJdk("25.0.1");

        Result result = run("--help");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errorOutput())
                .startsWith("aectl: error: Java 17 is needed")
                .contains("25.0.1")
                .hasLineCount(1);
    }

    @Test
    void threadsAndMemoryAreSetBeforeTheJvmStarts() throws Exception {
        write(
                jdk.resolve("bin/java"),
                "#!/bin/sh\necho \"$OMP_NUM_THREADS $OPENBLAS_NUM_THREADS $OMP_WAIT_POLICY $@\"\n");
        run("--help");

        assertThat(run("train", "--threads", "3").output())
                .startsWith("3 3 PASSIVE")
                .contains(" -Xmx", "maxbytes=");
        assertThat(run("train", "--threads=5").output()).startsWith("5 5 PASSIVE");
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        Map<String, String> environment =
                Map.of("JAVA_HOME", jdk.toString(), "PATH", programs + ":/usr/bin:/bin", "AECTL_CDS", "off");
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
        write(home.resolve("bin/java"), JAVA);
        write(home.resolve("bin/javac"), JAVA);
        return home;
    }

    private static boolean hasSystemJava17() throws IOException {
        Path jvms = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(jvms)) {
            return false;
        }
        try (var found = Files.newDirectoryStream(jvms, "*17*")) {
            return found.iterator().hasNext();
        }
    }

    private static void write(Path script, String text) throws IOException {
        Files.writeString(script, text);
        makeExecutable(script);
    }

    private static void makeExecutable(Path script) throws IOException {
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
