package org.aectl.infer.sampling;

import java.util.Arrays;
import org.aectl.model.code.UnitDistributions;

/** Units as the codes of real examples have them. */
public final class EmpiricalPrior implements UnitDistributions {
    /** [units][codes], each unit's values from the smallest to the largest. */
    private final float[][] sorted;

    private final double[] means;
    private final double[] deviations;

    /**
     * @param codes code after code, at least one
     * @param units of a code
     */
    public EmpiricalPrior(float[] codes, int units) {
        int count = codes.length / units;
        this.sorted = new float[units][count];
        for (int i = 0; i < count * units; i++) {
            sorted[i % units][i / units] = codes[i];
        }
        this.means = new double[units];
        this.deviations = new double[units];
        for (int unit = 0; unit < units; unit++) {
            Arrays.sort(sorted[unit]);
            means[unit] = average(sorted[unit]);
            deviations[unit] = deviation(sorted[unit], means[unit]);
        }
    }

    private static double average(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(float[] values, double mean) {
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }

    @Override
    public double mean(int unit) {
        return means[unit];
    }

    @Override
    public double deviation(int unit) {
        return deviations[unit];
    }

    /** Between two of the values it is interpolated: definition 7 of Hyndman and Fan 1996, as NumPy and R do. */
    @Override
    public double quantile(int unit, double probability) {
        float[] values = sorted[unit];
        double position = probability * (values.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, values.length - 1);
        return values[below] + (position - below) * ((double) values[above] - values[below]);
    }
}
