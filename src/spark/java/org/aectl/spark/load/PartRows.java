package org.aectl.spark.load;

import java.util.Iterator;
import org.aectl.data.Examples;
import org.aectl.data.ExamplesView;
import org.aectl.data.Origins;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.infer.TrainedModel;

/**
 * The rows of one file by the numbers that they have in the whole set.
 *
 * @param name of the file, for messages
 * @param firstRow number of its first row
 */
public record PartRows(Examples examples, String name, int firstRow, int batchSize) {
    /** Others in their place. */
    public PartRows with(Examples others) {
        return new PartRows(others, name, firstRow, batchSize);
    }

    /** The examples for a writer, which asks for their labels by these numbers. */
    public Examples numbered() {
        return new Numbered(examples, firstRow);
    }

    /** All rows in batches as the model takes them, with the draws that they have in the whole set. */
    public Iterable<Batch> batches(TrainedModel model) {
        Batches batches = model.batches(examples, name, batchSize).withRowOffset(firstRow);
        return () -> new Iterator<>() {
            private final Iterator<Batch> own = batches.inOrder().iterator();

            @Override
            public boolean hasNext() {
                return own.hasNext();
            }

            @Override
            public Batch next() {
                Batch batch = own.next();
                int[] rows = batch.rows().clone();
                for (int i = 0; i < rows.length; i++) {
                    rows[i] += firstRow;
                }
                return new Batch(rows, batch.inputs(), batch.features(), batch.labels(), batch.codeNoise());
            }
        };
    }

    private static final class Numbered extends ExamplesView {
        private final Examples all;
        private final int firstRow;

        Numbered(Examples all, int firstRow) {
            super(all);
            this.all = all;
            this.firstRow = firstRow;
        }

        @Override
        public void read(int row, float[] target, int offset) {
            all.read(row - firstRow, target, offset);
        }

        @Override
        public int label(int row) {
            return all.label(row - firstRow);
        }

        /** Numbers count through the whole set; its files are told apart by the files of results. */
        @Override
        public Origins origins() {
            Origins own = all.origins().at(row -> row - firstRow);
            return new Origins(row -> row, null, own.ids());
        }
    }
}
