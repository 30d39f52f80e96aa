package org.aectl.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.aectl.data.batch.Batch;
import org.aectl.model.objective.Losses;
import org.junit.jupiter.api.Test;

class ContractionTest {
    private static final int FEATURES = 5;
    private static final int UNITS = 3;
    private static final int EXAMPLES = 4;
    private static final double LAMBDA = 0.7;
    private static final float STEP = 1e-2f;

    /** The definition itself: the squared Frobenius norm of a Jacobian of central differences. */
    @Test
    void theClosedFormIsTheNormOfTheJacobian() {
        float[] features = features();
        try (Autoencoder autoencoder =
                Models.create(Models.contractive(UNITS, false, null, LAMBDA), Models.training(), FEATURES, 3)) {
            Models.randomize(autoencoder, 0.8, 5);
            double sum = 0;
            for (int feature = 0; feature < FEATURES; feature++) {
                double[] derivatives = derivatives(autoencoder, features, feature);
                for (double derivative : derivatives) {
                    sum += derivative * derivative;
                }
            }
            double expected = LAMBDA * sum / EXAMPLES;

            Losses losses = autoencoder.losses(new Batch(new int[EXAMPLES], features, new int[0]));

            double contraction = requireNonNull(losses.parts().get(Losses.CONTRACTION));
            double reconstruction = requireNonNull(losses.parts().get(Losses.RECONSTRUCTION));
            assertThat(contraction).isCloseTo(expected, within(1e-3 * expected));
            assertThat(losses.total()).isEqualTo(reconstruction + contraction);
        }
    }

    /** Of each code unit of each example, by one feature. */
    private static double[] derivatives(Autoencoder autoencoder, float[] features, int feature) {
        float[] above = features.clone();
        float[] below = features.clone();
        for (int at = feature; at < features.length; at += FEATURES) {
            above[at] += STEP;
            below[at] -= STEP;
        }
        float[] upper = autoencoder.codec().encode(above, EXAMPLES);
        float[] lower = autoencoder.codec().encode(below, EXAMPLES);
        double[] derivatives = new double[upper.length];
        for (int i = 0; i < upper.length; i++) {
            derivatives[i] = (upper[i] - lower[i]) / (2.0 * STEP);
        }
        return derivatives;
    }

    private static float[] features() {
        Random random = new Random(11);
        float[] features = new float[EXAMPLES * FEATURES];
        for (int i = 0; i < features.length; i++) {
            features[i] = random.nextFloat();
        }
        return features;
    }
}
