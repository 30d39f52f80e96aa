package org.aectl.task;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.source.Builtin;
import org.aectl.config.source.Csv;
import org.aectl.config.source.Idx;
import org.aectl.config.source.Images;
import org.aectl.config.source.Npy;
import org.aectl.config.source.Parquet;
import org.aectl.config.source.SCurve;
import org.aectl.config.source.SourceConfig;
import org.aectl.config.source.SwissRoll;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.array.NpyWriter;
import org.aectl.data.source.Sources;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of source serves whatever is done with data: trained on, used anew, given other labels, and shared out to workers. */
class EverySourceTest {
    private static final String PARQUET = "src/test/resources/good-data/parquet/labelled.parquet";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "a,b,y\n1,2,p\n3,4,q\n5,6,p\n");
        Files.copy(folder.resolve("a.csv"), folder.resolve("b.csv"));
        for (String name : new String[] {"a", "b"}) {
            ByteArrayOutputStream values = new ByteArrayOutputStream();
            try (NpyWriter writer = new NpyWriter(values, 3, 2)) {
                writer.write(new float[6], 0, 6);
            }
            Files.write(folder.resolve(name + ".npy"), values.toByteArray());
            ByteArrayOutputStream numbers = new ByteArrayOutputStream();
            NpyWriter.writeIntegers(numbers, new int[] {0, 1, 1});
            Files.write(folder.resolve(name + "-labels.npy"), numbers.toByteArray());
            Files.write(folder.resolve(name + ".idx"), idx(3, 2, 2));
            Files.write(folder.resolve(name + "-labels.idx"), idx(3));
            Files.copy(Path.of(PARQUET), folder.resolve(name + ".parquet"));
            for (String label : new String[] {"p", "q"}) {
                Path pictures = Files.createDirectories(
                        folder.resolve(name + "-pictures").resolve(label));
                ImageIO.write(
                        new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY),
                        "png",
                        pictures.resolve("1.png").toFile());
            }
        }
    }

    private static byte[] idx(int... sizes) {
        int count = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + count);
        bytes.put(new byte[] {0, 0, 8, (byte) sizes.length});
        Arrays.stream(sizes).forEach(bytes::putInt);
        return bytes.array();
    }

    /** A source that a model was trained on, whose files are called a, with other data of the same kind and where their labels are. */
    private record Case(SourceConfig own, String other, String labels) {
        Case in(Path folder) {
            SourceConfig there = own.files()
                    .map(files -> own.withFiles(
                            folder.resolve(files.path()),
                            files.labels() == null ? null : folder.resolve(files.labels())))
                    .orElse(own);
            return new Case(
                    there,
                    own.files().isPresent() ? folder.resolve(other).toString() : other,
                    labels.contains(".") ? folder.resolve(labels).toString() : labels);
        }

        @Override
        public String toString() {
            return own.getClass().getSimpleName();
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(new Builtin("mnist-mini"), "mnist-mini", ""),
                new Case(new Idx(Path.of("a.idx"), Path.of("a-labels.idx"), null, null), "b.idx", "b-labels.idx"),
                new Case(new Csv(Path.of("a.csv"), null, Csv.Header.AUTO, "y", ","), "b.csv", "y"),
                new Case(
                        new Npy(Path.of("a.npy"), Path.of("a-labels.npy"), null, null, null, null, null),
                        "b.npy",
                        "b-labels.npy"),
                new Case(new Parquet(Path.of("a.parquet"), null, "digit", null, null), "b.parquet", "digit"),
                new Case(new Images(Path.of("a-pictures"), null, Images.Color.RGB, null), "b-pictures", ""),
                new Case(new SwissRoll(20, 0), "swiss-roll", ""),
                new Case(new SCurve(20, 0), "s-curve", ""));
    }

    private static Dataset opened(SourceConfig source, Columns learnt) {
        return Sources.open(source, null, 1, null, Missing.REFUSE, learnt);
    }

    @Test
    void noneIsForgotten() {
        assertThat(cases().<Class<?>>map(kind -> kind.own().getClass()))
                .containsExactlyInAnyOrder(SourceConfig.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsSaidOfItHolds(Case kind) {
        SourceConfig own = kind.in(folder).own();
        Dataset data = opened(own, Columns.NONE);

        assertThat(own.hasTest()).isEqualTo(data.test() != null);
        assertThat(data.training().labelled()).isTrue();
        assertThat(own.describe()).isNotBlank();
        own.check((key, problem) -> {
            throw new AssertionError(key + " " + problem);
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void otherDataAreReadAsTheRunsOwn(Case kind) {
        Case here = kind.in(folder);
        Examples own = opened(here.own(), Columns.NONE).training();

        SourceConfig found = NewData.source(here.other(), here.own(), own.columns());
        assertThat(found).hasSameClassAs(here.own());
        assertThat(found.hasTest()).isEqualTo(here.own() instanceof Builtin);
        assertThat(opened(found, own.columns()).training().shape()).isEqualTo(own.shape());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aClassifierLearnsFromTheLabelsThatAreNamed(Case kind) {
        Case here = kind.in(folder);
        Examples own = opened(here.own(), Columns.NONE).training();
        SourceConfig found = NewData.source(here.other(), here.own(), own.columns());

        Optional<SourceConfig> labelled = found.withLabels(here.labels());
        assertThat(labelled.isPresent()).isEqualTo(!here.labels().isEmpty());
        Examples examples = opened(labelled.orElse(found), own.columns()).training();
        assertThat(examples.labelled()).isTrue();
        assertThat(examples.shape()).isEqualTo(own.shape());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void workersOfAClusterReadEachFileAsOneMachineReadsAll(Case kind) {
        Case here = kind.in(folder);
        Examples own = opened(here.own(), Columns.NONE).training();
        boolean isRead = here.own().parts().isPresent();

        assertThat(isRead)
                .isEqualTo(requireNonNull(here.own().getClass().getSimpleName()).matches("Csv|Npy|Parquet"));
        here.own().parts().ifPresent(files -> {
            SourceConfig part = Sources.named(here.own(), own.columns()).withFiles(files.path(), files.labels());
            Examples examples = opened(part, own.columns()).training();
            assertThat(examples.count()).isEqualTo(own.count());
            assertThat(examples.classes()).isEqualTo(own.classes());
            assertThat(examples.columns()).isEqualTo(own.columns());
        });
    }
}
