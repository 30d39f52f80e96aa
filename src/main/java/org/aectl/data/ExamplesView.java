package org.aectl.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Other examples seen in another way: what a view does not say itself is as it is there. */
public abstract class ExamplesView implements Examples {
    private final Examples all;

    protected ExamplesView(Examples all) {
        this.all = all;
    }

    @Override
    public int count() {
        return all.count();
    }

    @Override
    public ExampleShape shape() {
        return all.shape();
    }

    @Override
    public void read(int row, float[] target, int offset) {
        all.read(row, target, offset);
    }

    @Override
    public List<String> classes() {
        return all.classes();
    }

    @Override
    public int label(int row) {
        return all.label(row);
    }

    @Override
    public @Nullable ValueRange storedRange() {
        return all.storedRange();
    }

    @Override
    public Columns columns() {
        return all.columns();
    }

    @Override
    public Origins origins() {
        return all.origins();
    }

    @Override
    public boolean inMemory() {
        return all.inMemory();
    }
}
