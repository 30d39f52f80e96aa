package org.aectl.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.aectl.config.load.ConfigLoader;
import org.aectl.config.source.SourceConfig;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.array.NpyWriter;
import org.aectl.data.source.Sources;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a run's config says of its data counts for others too. */
class NewDataTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        archive("mnist.npz", "x_train", "y_train", "x_test", "y_test");
    }

    /** Each array begins with its number among them. */
    private Path archive(String name, String... arrays) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < arrays.length; i++) {
                zip.putNextEntry(new ZipEntry(arrays[i] + ".npy"));
                int count = arrays[i].endsWith("test") ? 2 : 3;
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                if (arrays[i].startsWith("y")) {
                    NpyWriter.writeIntegers(bytes, new int[count]);
                } else {
                    try (NpyWriter writer = new NpyWriter(bytes, count, 2)) {
                        writer.write(new float[] {i, 0, 0, 0, 0, 0}, 0, 2 * count);
                    }
                }
                zip.write(bytes.toByteArray());
            }
        }
        return file;
    }

    private SourceConfig source(String data) {
        return ConfigLoader.parse(
                        "name: run\ndata: " + data.replace("FOLDER", folder.toString())
                                + "\nmodel: { type: ae, latent: 2 }\n",
                        "a.yaml")
                .data()
                .source();
    }

    private SourceConfig keras() {
        return source("{ type: npy, path: FOLDER/mnist.npz, key: x_train, labels: FOLDER/mnist.npz, labelKey: y_train,"
                + " testPath: FOLDER/mnist.npz, testKey: x_test, testLabels: FOLDER/mnist.npz, testLabelKey: y_test }");
    }

    private Examples opened(SourceConfig own, Path data) {
        return Sources.open(NewData.source(data.toString(), own, Columns.NONE), null, 1)
                .training();
    }

    private static float first(Examples examples) {
        float[] values = new float[examples.shape().size()];
        examples.read(0, values, 0);
        return values[0];
    }

    @Test
    void bothSplitsMayBeInOneArchive() {
        Dataset data = Sources.open(keras(), null, 1);

        assertThat(data.training().count()).isEqualTo(3);
        assertThat(first(data.training())).isEqualTo(0);
        assertThat(data.test()).isNotNull().satisfies(test -> {
            assertThat(test.count()).isEqualTo(2);
            assertThat(first(test)).isEqualTo(2);
            assertThat(test.labelled()).isTrue();
        });
    }

    @Test
    void oneArrayForBothSplitsIsRefusedWithTheKeyThatWouldTellThemApart() {
        assertThatThrownBy(
                        () -> source("{ type: npy, path: FOLDER/mnist.npz, key: x_train, testPath: FOLDER/mnist.npz }"))
                .hasMessageContaining("data.testPath is what the training split is read from")
                .hasMessageContaining("data.testKey names another array of it");
    }

    @Test
    void theRunsKeysCountForOtherArchives() throws IOException {
        Examples whole = opened(keras(), archive("new.npz", "other", "x_train", "y_train"));
        assertThat(first(whole)).isEqualTo(1);
        assertThat(whole.labelled()).isTrue();

        Examples test = opened(keras(), archive("test.npz", "other", "x_test", "y_test"));
        assertThat(first(test)).isEqualTo(1);
        assertThat(test.labelled()).isTrue();

        Examples bare = opened(keras(), archive("bare.npz", "other", "x_train"));
        assertThat(bare.labelled()).isFalse();
    }

    @Test
    void theOnlyArrayIsTakenWhateverItIsCalled() throws IOException {
        assertThat(opened(keras(), archive("one.npz", "data")).count()).isEqualTo(3);
    }

    @Test
    void amongSeveralNoneIsGuessed() throws IOException {
        Path file = archive("several.npz", "p", "q");

        assertThatThrownBy(() -> opened(keras(), file)).hasMessageContaining("holds no array named 'x_train'");
    }

    @Test
    void aTableInAnotherFormatHasTheSameColumns() {
        SourceConfig own =
                source("{ type: parquet, path: FOLDER/a.parquet, label: y, id: key, columns: [a, 'z*'], ignore: w }");
        Columns learnt = new Columns(List.of("key", "a", "z0", "y"), List.of("z0", "a"), "y", "key");
        Path csv = folder.resolve("new.csv");

        assertThat(write(csv, "y,a,other,z0,key\nc,1,2,3,P7\n")).isEqualTo(csv);
        Dataset data = Sources.open(
                NewData.source(csv.toString(), own, learnt),
                null,
                1,
                null,
                org.aectl.config.DataConfig.Missing.REFUSE,
                learnt);
        float[] values = new float[2];
        data.training().read(0, values, 0);
        assertThat(values).containsExactly(3, 1);
        assertThat(data.training().classes()).containsExactly("c");
        assertThat(data.training().origins().ids())
                .isNotNull()
                .satisfies(ids -> assertThat(ids.apply(0)).isEqualTo("P7"));
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException exception) {
            throw new AssertionError(exception);
        }
    }
}
