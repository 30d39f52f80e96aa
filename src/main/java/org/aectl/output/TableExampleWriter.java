package org.aectl.output;

import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * Examples as a table of 32-bit numbers.
 *
 * @param order brings the values of an example into that of the columns
 */
record TableExampleWriter(ExampleTable table, UnaryOperator<float[]> order) implements ExampleWriter {
    @Override
    public void write(int row, float[] values) throws IOException {
        float[] ordered = order.apply(values);
        table.write(row, column -> ordered[column]);
    }

    @Override
    public void commit() throws IOException {
        table.commit();
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
