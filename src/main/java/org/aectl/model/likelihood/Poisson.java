package org.aectl.model.likelihood;

import java.util.Optional;
import org.aectl.kernel.Doubles;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Each feature is a count with the rate exp(z). The loss is the whole negative log-likelihood, {@code exp(z) - x z + ln x!}, in nats,
 * computed in plain loops and in double precision.
 */
public final class Poisson implements Likelihood {
    private static final double HALF_LN_2_PI = Math.log(2 * Math.PI) / 2;

    /** ln x! of the counts that most data have. */
    private static final double[] LN_FACTORIALS = new double[256];

    /** Above it Stirling's series is exact in double precision. */
    private static final double LARGE = 16;

    static {
        for (int x = 2; x < LN_FACTORIALS.length; x++) {
            LN_FACTORIALS[x] = LN_FACTORIALS[x - 1] + Math.log(x);
        }
    }

    /** The rates. */
    @Override
    public INDArray mean(INDArray z) {
        double[] rates = Doubles.of(z);
        for (int i = 0; i < rates.length; i++) {
            rates[i] = Math.exp(rates[i]);
        }
        return Doubles.into(z, rates);
    }

    @Override
    public double[] lossPerExample(INDArray z, INDArray target) {
        return losses(Doubles.of(z), Doubles.of(target), (int) z.size(0), 0);
    }

    @Override
    public double[] lossAndGradient(INDArray z, INDArray target, double factor, INDArray delta) {
        double[] gradient = Doubles.of(z);
        double[] losses = losses(gradient, Doubles.of(target), (int) z.size(0), factor);
        Doubles.into(delta, gradient);
        return losses;
    }

    /** @param z is overwritten by the gradient times the factor */
    private static double[] losses(double[] z, double[] targets, int examples, double factor) {
        double[] losses = new double[examples];
        int features = targets.length / examples;
        for (int i = 0; i < targets.length; i++) {
            double rate = Math.exp(z[i]);
            losses[i / features] += rate - targets[i] * z[i] + lnFactorial(targets[i]);
            z[i] = factor * (rate - targets[i]);
        }
        return losses;
    }

    /** A rate that is the count itself. */
    @Override
    public Optional<LeastLoss> leastLoss() {
        return Optional.of(x -> x > 0 ? x - x * Math.log(x) + lnFactorial(x) : 0);
    }

    /** ln x!, between counts that of the gamma function; 0 below 0, where only data that are no counts can be. */
    static double lnFactorial(double x) {
        if (x <= 0) {
            return 0;
        }
        if (x < LN_FACTORIALS.length && x == Math.rint(x)) {
            return LN_FACTORIALS[(int) x];
        }
        double product = 1;
        double n = x;
        while (n < LARGE) {
            n++;
            product *= n;
        }
        double inverse = 1 / n;
        double square = inverse * inverse;
        double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
        return (n + 0.5) * Math.log(n) - n + HALF_LN_2_PI + series - Math.log(product);
    }
}
