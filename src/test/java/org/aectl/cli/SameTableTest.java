package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.aectl.data.ParquetTables;
import org.aectl.data.array.NpyWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What kind of file a table is in makes no difference to its training, to the last digit. */
class SameTableTest {
    private static final int ROWS = 200;
    private static final int WIDTH = 6;

    @TempDir
    Path folder;

    private void writeTables() throws IOException {
        Random random = new Random(1);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < WIDTH; i++) {
            names.add("x" + i);
        }
        List<float[]> rows = new ArrayList<>();
        StringBuilder csv = new StringBuilder(String.join(",", names)).append('\n');
        try (NpyWriter npy = new NpyWriter(folder.resolve("table.npy"), ROWS, WIDTH)) {
            for (int i = 0; i < ROWS; i++) {
                float[] row = new float[WIDTH];
                List<String> cells = new ArrayList<>();
                for (int column = 0; column < WIDTH; column++) {
                    row[column] = (float) random.nextGaussian();
                    cells.add(Float.toString(row[column]));
                }
                npy.write(row, 0, WIDTH);
                csv.append(String.join(",", cells)).append('\n');
                rows.add(row);
            }
        }
        Files.writeString(folder.resolve("table.csv"), csv);
        ParquetTables.write(folder.resolve("table.parquet"), names, List.of(), rows);
    }

    private String metrics(String type) throws IOException {
        Path config = Files.writeString(folder.resolve(type + ".yaml"), """
                name: %1$s
                data: { type: %1$s, path: table.%1$s, scale: standard }
                model: { type: vae, latent: 2, encoder: { layers: [8] }, reconstruction: gaussian }
                training: { epochs: 3, batchSize: 16 }
                """.formatted(type));
        Path models = folder.resolve("models");

        Result result = Cli.run("train", "--config", config.toString(), "--output", models.toString());

        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        return Files.readString(models.resolve(type).resolve("metrics.csv"));
    }

    @Test
    void csvNpyAndParquetGiveTheSameMetrics() throws IOException {
        writeTables();

        String metrics = metrics("csv");

        assertThat(metrics.lines()).hasSize(4);
        assertThat(metrics("npy")).isEqualTo(metrics);
        assertThat(metrics("parquet")).isEqualTo(metrics);
    }
}
