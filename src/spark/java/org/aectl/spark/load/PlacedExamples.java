package org.aectl.spark.load;

import org.aectl.data.Examples;
import org.aectl.data.ExamplesView;
import org.aectl.data.Origins;

/** The examples of a file with the numbers that they have in the whole set; its files are told apart by the files of results. */
public final class PlacedExamples extends ExamplesView {
    private final int firstRow;

    /** @param firstRow number of the first one */
    public PlacedExamples(Examples all, int firstRow) {
        super(all);
        this.firstRow = firstRow;
    }

    @Override
    public Origins origins() {
        return new Origins(row -> firstRow + row, null, super.origins().ids());
    }
}
