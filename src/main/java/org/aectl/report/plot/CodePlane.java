package org.aectl.report.plot;

import java.util.List;
import java.util.Locale;
import org.aectl.base.Counts;
import org.aectl.eval.Projection;
import org.aectl.report.plot.ShownExamples.Shown;

/**
 * Codes laid out in a plane: those of two units as they are, those of more by their first two principal components, and
 * those of one unit against the squared error of the reconstruction.
 *
 * @param x of each example
 * @param y of each example
 * @param xTitle what is shown from left to right
 * @param yTitle what is shown upwards
 * @param isEven whether both directions have the same unit
 * @param explanation a sentence for the caption
 */
public record CodePlane(double[] x, double[] y, String xTitle, String yTitle, boolean isEven, String explanation) {

    /** Lays out the codes of at least one example. */
    public static CodePlane of(List<Shown> examples) {
        return switch (examples.get(0).code().length) {
            case 1 ->
                new CodePlane(
                        column(examples, 0),
                        examples.stream().mapToDouble(Shown::error).toArray(),
                        "code unit 1",
                        "squared error",
                        false,
                        "The code has one unit; upwards is the squared error of the reconstruction.");
            case 2 ->
                new CodePlane(
                        column(examples, 0),
                        column(examples, 1),
                        "code unit 1",
                        "code unit 2",
                        true,
                        "The code has two units, and this is its plane.");
            default -> principal(examples);
        };
    }

    private static double[] column(List<Shown> examples, int unit) {
        return examples.stream().mapToDouble(example -> example.code()[unit]).toArray();
    }

    private static CodePlane principal(List<Shown> examples) {
        int units = examples.get(0).code().length;
        float[] codes = new float[examples.size() * units];
        for (int i = 0; i < examples.size(); i++) {
            System.arraycopy(examples.get(i).code(), 0, codes, i * units, units);
        }
        double[] projected = Projection.PCA.of(codes, units, 0);
        double[] x = new double[examples.size()];
        double[] y = new double[examples.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = projected[2 * i];
            y[i] = projected[2 * i + 1];
        }
        double all = 0;
        for (int unit = 0; unit < units; unit++) {
            all += variance(column(examples, unit));
        }
        return new CodePlane(
                x,
                y,
                Projection.PCA.across(),
                Projection.PCA.up(),
                true,
                String.format(
                        Locale.ROOT,
                        "The code has %s; shown are the first two principal components of these codes, which hold"
                                + " %.0f\u00A0%% and %.0f\u00A0%% of their variance.",
                        Counts.of(units, "unit"),
                        share(variance(x), all),
                        share(variance(y), all)));
    }

    private static double share(double part, double all) {
        return all == 0 ? 0 : 100 * part / all;
    }

    private static double variance(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean) / values.length;
        }
        return sum;
    }
}
