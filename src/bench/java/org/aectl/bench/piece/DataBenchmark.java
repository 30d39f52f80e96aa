package org.aectl.bench.piece;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.aectl.config.DataConfig.Binarize;
import org.aectl.config.DataConfig.Scale;
import org.aectl.config.NoiseConfig;
import org.aectl.config.source.Builtin;
import org.aectl.config.source.Csv;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.KeyedRandom;
import org.aectl.data.ValueRange;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.data.batch.Corruption;
import org.aectl.data.prepare.Scaling;
import org.aectl.data.source.Sources;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a batch of 300 digits costs before it reaches the network, and reading a table. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DataBenchmark {
    private static final int EXAMPLES = 300;
    private static final int PIXELS = 28 * 28;
    private static final int ROWS = 2000;
    private static final int COLUMNS = 100;

    private final float[] values = new float[EXAMPLES * PIXELS];
    private final KeyedRandom random = new KeyedRandom(1, KeyedRandom.Purpose.NOISE, 0, 0);
    private final Corruption noise = Corruption.of(List.of(new NoiseConfig.Gaussian(0.3, null)), new ValueRange(0, 1));

    private Batches batches;

    private Path table;

    /** Reads the digits and writes the table. */
    @Setup
    public void create() throws IOException {
        Examples digits = Sources.open(new Builtin("mnist-mini"), EXAMPLES, 0).training();
        this.batches = new Batches(digits, Scaling.fit(digits, Scale.UNIT), Binarize.NONE, EXAMPLES, 1);
        this.table = Files.createTempFile("bench", ".csv");
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < ROWS; row++) {
            StringJoiner fields = new StringJoiner(",", "", "\n");
            for (int column = 0; column < COLUMNS; column++) {
                fields.add(Float.toString(random.nextFloat()));
            }
            text.append(fields);
        }
        Files.writeString(table, text);
    }

    /** Deletes the table. */
    @TearDown
    public void delete() throws IOException {
        Files.delete(table);
    }

    /** Normal random numbers on every pixel of a batch. */
    @Benchmark
    public float[] gaussianNoise() {
        for (int row = 0; row < EXAMPLES; row++) {
            random.rekey(1, KeyedRandom.Purpose.NOISE, 0, row);
            noise.apply(values, row * PIXELS, PIXELS, random);
        }
        return values;
    }

    /** A batch of clean digits out of bytes, scaled. */
    @Benchmark
    public Batch batch() {
        return batches.at(0);
    }

    /** A table of 2,000 rows of 100 numbers out of a file. */
    @Benchmark
    public Dataset csv() {
        return Sources.open(new Csv(table, null, Csv.Header.NO, null, ","), null, 0);
    }
}
