package org.aectl.bench;

import org.aectl.config.source.Builtin;
import org.aectl.data.Examples;
import org.aectl.data.source.Sources;

/** The data for other frameworks, in [0,1]. */
final class Digits {
    /** All that there are for training. */
    static final int COUNT = 4500;

    static final int SIDE = 28;
    static final int PIXELS = SIDE * SIDE;

    /** Has no common divisor with any count of digits, so that its multiples come by every one of them. */
    private static final long STEP = 7919;

    private Digits() {}

    /**
     * The first digits.
     *
     * @return [count x PIXELS]
     */
    static float[] values(int count) {
        Examples digits = Sources.open(new Builtin("mnist-mini"), count, 0).training();
        float[] values = new float[count * PIXELS];
        for (int row = 0; row < count; row++) {
            digits.read(row, values, row * PIXELS);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= 255;
        }
        return values;
    }

    /** Every one of so many digits once, not in the order of their file. */
    static int[] shuffled(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = (int) (i * STEP % count);
        }
        return order;
    }
}
