package org.aectl.eval;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far a mean over examples is to be trusted.
 *
 * @param median of the examples; of more than a million, of every second, fourth, ... of them; null where they were measured
 *     in several places
 * @param standardError of the mean: the standard deviation, with divisor n - 1, over the root of n; null of a single example
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Spread(@Nullable Double median, @Nullable Double standardError) {

    /** The standard error of a share of so many examples: the root of p (1 - p) / n. */
    public static double errorOfShare(double share, long examples) {
        return Math.sqrt(share * (1 - share) / examples);
    }

    /** Takes numbers one by one. */
    public static final class Sums implements Serializable {
        private static final int MOST_KEPT = 1 << 20;

        private long count;
        private double mean;
        private double squares;
        /** Of what is kept, from one to the next. */
        private int step = 1;

        private int kept;
        private transient double @Nullable [] values = new double[64];

        /** Adds a number for each example. */
        public void add(double[] numbers) {
            for (double number : numbers) {
                keep(number);
                // Welford's update: no difference of large sums.
                count++;
                double difference = number - mean;
                mean += difference / count;
                squares += difference * (number - mean);
            }
        }

        private void keep(double number) {
            if (values == null || count % step != 0) {
                return;
            }
            if (kept == MOST_KEPT) {
                for (int i = 0; i < MOST_KEPT / 2; i++) {
                    values[i] = values[2 * i];
                }
                kept = MOST_KEPT / 2;
                step *= 2;
            }
            values = kept == values.length ? Arrays.copyOf(values, 2 * kept) : values;
            values[kept++] = number;
        }

        /** Adds what others have added, by the formula of Chan, Golub and LeVeque (1979); there is no median any more. */
        public void add(Sums others) {
            double all = (double) count + others.count;
            double difference = others.mean - mean;
            mean += difference * others.count / all;
            squares += others.squares + difference * difference * count * others.count / all;
            count += others.count;
            values = null;
        }

        /** Of at least one number. */
        public Spread spread() {
            return new Spread(median(), count < 2 ? null : Double.valueOf(Math.sqrt(squares / (count - 1) / count)));
        }

        private @Nullable Double median() {
            if (values == null) {
                return null;
            }
            double[] sorted = Arrays.copyOf(values, kept);
            Arrays.sort(sorted);
            return kept % 2 == 1 ? sorted[kept / 2] : (sorted[kept / 2 - 1] + sorted[kept / 2]) / 2;
        }
    }
}
