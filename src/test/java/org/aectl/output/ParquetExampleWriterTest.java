package org.aectl.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.config.source.Builtin;
import org.aectl.config.source.Parquet;
import org.aectl.config.source.SourceConfig;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.aectl.data.source.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetExampleWriterTest {
    private static final ExampleShape SHAPE = ExampleShape.features(3);

    @TempDir
    Path folder;

    private ExampleWriter writer() throws IOException {
        Path path = ExampleFormat.PARQUET.path(folder, "examples");
        return ExampleFormat.PARQUET.writer(path, 2, SHAPE, Columns.NONE, new Builtin("mnist-mini"), ValueRange.BYTE);
    }

    @Test
    void whatWasWrittenIsDataAgain() throws IOException {
        try (ExampleWriter writer = writer()) {
            writer.write(7, new float[] {1, 2.5f, -3});
            writer.write(9, new float[] {4, 5, 1e-30f});
            writer.commit();
        }

        SourceConfig source = new Parquet(folder.resolve("examples.parquet"), null, "row", List.of("x*"), null);
        Examples examples = Sources.open(source, null, 1).training();

        float[] values = new float[6];
        examples.read(0, values, 0);
        examples.read(1, values, 3);
        assertThat(values).containsExactly(1, 2.5f, -3, 4, 5, 1e-30f);
        assertThat(examples.classes()).containsExactly("7", "9");
    }

    @Test
    void withoutACommitNothingIsLeft() throws IOException {
        try (ExampleWriter writer = writer()) {
            writer.write(0, new float[SHAPE.size()]);
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
