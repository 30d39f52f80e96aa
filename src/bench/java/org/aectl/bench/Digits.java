package org.aectl.bench;

import org.aectl.config.SourceConfig;
import org.aectl.data.Examples;
import org.aectl.data.Sources;

/** The data for other frameworks, in [0,1]. */
final class Digits {
    static final int COUNT = 4500;
    static final int PIXELS = 28 * 28;

    private Digits() {}

    /** [COUNT x PIXELS]. */
    static float[] values() {
        Examples digits = Sources.open(new SourceConfig.Builtin("mnist-mini"), COUNT, 0).training();
        float[] values = new float[COUNT * PIXELS];
        for (int row = 0; row < COUNT; row++) {
            digits.read(row, values, row * PIXELS);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= 255;
        }
        return values;
    }
}
