package org.aectl.train;

import java.util.List;
import org.aectl.config.DataConfig;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.aectl.data.batch.Batches;
import org.aectl.data.prepare.Scaling;
import org.jspecify.annotations.Nullable;

/** Examples of one feature, their own row number. */
record CountedExamples(int count) implements Examples {
    static Batches batches(int count, int batchSize) {
        return new Batches(new CountedExamples(count), Scaling.none(1), DataConfig.Binarize.NONE, batchSize, 1);
    }

    @Override
    public ExampleShape shape() {
        return ExampleShape.features(1);
    }

    @Override
    public void read(int row, float[] target, int offset) {
        target[offset] = row;
    }

    @Override
    public List<String> classes() {
        return List.of();
    }

    @Override
    public int label(int row) {
        throw new IllegalStateException("the examples have no labels");
    }

    @Override
    public @Nullable ValueRange storedRange() {
        return null;
    }

    @Override
    public boolean inMemory() {
        return true;
    }
}
