package org.aectl.data;

import java.util.ArrayList;
import java.util.List;
import org.aectl.data.file.DataTooLargeException;
import org.jspecify.annotations.Nullable;

/** Small examples made in a test. */
public final class TestExamples {
    private TestExamples() {}

    /** Rows of plain features without labels. */
    public static Examples of(float[]... rows) {
        FloatStore store = new FloatStore();
        try {
            for (float[] row : rows) {
                for (float value : row) {
                    store.append(value);
                }
            }
        } catch (DataTooLargeException exception) {
            throw new AssertionError(exception);
        }
        return new StoredExamples(store, rows.length, ExampleShape.features(rows[0].length), Labels.NONE);
    }

    /** Rows of one feature: 0, 1, 2, ... */
    public static Examples counting(int count) {
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = new float[] {i};
        }
        return of(rows);
    }

    /** Bytes as one row of features each. */
    public static Examples ofBytes(int... values) {
        ByteStore store = new ByteStore();
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        try {
            store.append(bytes, 0, bytes.length);
        } catch (DataTooLargeException exception) {
            throw new AssertionError(exception);
        }
        return new StoredExamples(store, values.length, ExampleShape.features(1), Labels.NONE);
    }

    public static float[] row(Examples examples, int row) {
        float[] values = new float[examples.shape().size()];
        examples.read(row, values, 0);
        return values;
    }

    public static List<String> labels(@Nullable Examples examples) {
        List<String> labels = new ArrayList<>();
        if (examples != null) {
            for (int row = 0; row < examples.count(); row++) {
                labels.add(examples.classes().get(examples.label(row)));
            }
        }
        return labels;
    }
}
