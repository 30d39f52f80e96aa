package org.aectl.infer.sampling;

import java.util.List;
import org.aectl.model.code.UnitDistributions;

/**
 * Codes of two units on a grid whose lines are quantiles of each unit's distribution at the evenly spaced probabilities
 * {@code (i + 1/2) / steps} (Kingma and Welling 2014, appendix A): every cell of the grid is as probable as any other,
 * if the units are independent. Row by row as a picture is read: unit 0 grows to the right, unit 1 upwards.
 *
 * @param steps codes in a row, and rows
 * @param label class number that all are decoded as; counts for conditional models only
 */
public record GridCodes(UnitDistributions units, int steps, int label) implements PlacedCodes {
    @Override
    public int count() {
        return steps * steps;
    }

    @Override
    public void read(int row, float[] target, int offset) {
        target[offset] = (float) value(0, column(row));
        target[offset + 1] = (float) value(1, line(row));
    }

    /**
     * The value of a unit on a line of the grid.
     *
     * @param unit 0 or 1
     * @param step from 0 for the smallest value
     */
    public double value(int unit, int step) {
        return units.quantile(unit, (step + 0.5) / steps);
    }

    private int column(int row) {
        return row % steps;
    }

    private int line(int row) {
        return steps - 1 - row / steps;
    }

    @Override
    public List<String> placeNames() {
        return List.of("step0", "step1");
    }

    @Override
    public List<Integer> place(int row) {
        return List.of(column(row), line(row));
    }
}
