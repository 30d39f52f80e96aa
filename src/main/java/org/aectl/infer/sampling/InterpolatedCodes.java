package org.aectl.infer.sampling;

import java.util.List;

/**
 * Codes on the straight line between two others, evenly spaced, both ends included. A line, and no arc on a sphere (White
 * 2016), because the ends are the means of real examples' codes: these do not lie at the prior's typical radius, which
 * an arc would keep to.
 *
 * @param from not to be changed
 * @param to as many numbers; not to be changed
 * @param count at least 2
 * @param label class number that all are decoded as; counts for conditional models only
 */
public record InterpolatedCodes(float[] from, float[] to, int count, int label) implements PlacedCodes {
    @Override
    public void read(int row, float[] target, int offset) {
        double share = share(row);
        for (int unit = 0; unit < from.length; unit++) {
            target[offset + unit] = (float) ((1 - share) * from[unit] + share * to[unit]);
        }
    }

    /** How far on the way a code is, from 0 to 1. */
    public double share(int row) {
        return (double) row / (count - 1);
    }

    @Override
    public List<String> placeNames() {
        return List.of("step");
    }

    @Override
    public List<Integer> place(int row) {
        return List.of(row);
    }
}
