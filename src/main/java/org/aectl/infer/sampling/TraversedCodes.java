package org.aectl.infer.sampling;

import java.util.List;
import org.aectl.model.code.UnitDistributions;

/**
 * One code of which a single unit at a time is changed: it runs evenly over its mean and three standard deviations to
 * either side, the other units stay. First all steps of the first unit, then those of the next.
 *
 * @param base the code that is changed; not to be changed
 * @param chosen numbers of the units
 * @param steps for each unit, at least 2
 * @param label class number that all are decoded as; counts for conditional models only
 */
public record TraversedCodes(float[] base, UnitDistributions units, List<Integer> chosen, int steps, int label)
        implements PlacedCodes {
    /** Beyond it lies one value in 370 of a normal distribution. */
    private static final double DEVIATIONS = 3;

    @Override
    public int count() {
        return Math.multiplyExact(chosen.size(), steps);
    }

    @Override
    public void read(int row, float[] target, int offset) {
        System.arraycopy(base, 0, target, offset, base.length);
        int unit = unit(row);
        target[offset + unit] = (float) (units.mean(unit) + deviations(row % steps) * units.deviation(unit));
    }

    /** How many standard deviations above its mean a unit is at a step, from -3 to 3. */
    public double deviations(int step) {
        return DEVIATIONS * (2.0 * step / (steps - 1) - 1);
    }

    private int unit(int row) {
        return chosen.get(row / steps);
    }

    @Override
    public List<String> placeNames() {
        return List.of("unit", "step");
    }

    @Override
    public List<Integer> place(int row) {
        return List.of(unit(row), row % steps);
    }
}
