package org.aectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/dependencies.md lists, beside what the jar of this build names as its class path. */
class DependenciesIT {
    private static final Path DOCUMENT = Path.of("docs/dependencies.md");
    private static final Path JAR =
            Path.of("target/lib/aectl-" + System.getProperty("aectl.version", "0.1.0") + ".jar");
    /** A library's natives are a jar of their own, named like the library with the machine behind it. */
    private static final String MACHINE = "-(linux|macosx|windows|android)-[a-z0-9_]+(-onednn|-avx2|-avx512|-redist)?$";

    /** Only the profile of this name ships it. */
    private static final String CUDA = "nd4j-cuda";

    @Test
    void everyLibraryThatIsShippedIsListedWithItsVersionAndNoOther() throws IOException {
        assertThat(listed()).isEqualTo(shipped());
    }

    @Test
    void everyRowSaysALicenceAndWhyTheLibraryIsThere() throws IOException {
        assertThat(rows()).allSatisfy(row -> {
            assertThat(row[4]).matches("Apache-2.0|MIT|BSD-[34]-Clause|EDL-1.0|EPL-2.0|Apache-2.0, NVIDIA");
            assertThat(row[5]).isNotEmpty();
        });
    }

    private static Set<String> shipped() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            String classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Arrays.stream(classPath.split(" "))
                    .map(name -> name.replaceFirst("\\.jar$", "").replaceFirst(MACHINE, ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> listed() throws IOException {
        boolean hasCuda = shipped().stream().anyMatch(name -> name.startsWith(CUDA));
        return rows().filter(row -> hasCuda || !row[2].matches(CUDA + ".*|cuda"))
                .map(row -> row[2] + "-" + row[3])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The rows with a group id; the cells begin at index 1. */
    private static Stream<String[]> rows() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("\\| [a-z0-9]+[.a-z0-9-]* \\|.*\\|.*\\|.*\\|.*\\|"))
                .filter(line -> !line.startsWith("| group |"))
                .map(line -> line.split(" *\\| *"));
    }
}
