package org.aectl.eval;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.aectl.data.batch.Batch;
import org.aectl.model.Autoencoder;

/** Tells a model that answers every example with nearly the same, which a low loss does not show. */
public final class Uninformed {
    /** Share of the mean's squared error above which a model says next to nothing of the single example. */
    private static final double HARDLY_BETTER = 0.98;

    private Uninformed() {}

    /**
     * Compares a model with the mean of examples.
     *
     * @param batches examples, at least one
     * @param ofModel squared error of the model on them
     * @param ofMean squared error of a mean
     * @param mean what the mean is of, for people
     * @return what a user should know; empty where the model is the better one
     */
    public static Optional<String> warning(
            Autoencoder autoencoder, Iterable<Batch> batches, double ofModel, double ofMean, String mean) {
        if (!(ofMean > 0) || ofModel <= HARDLY_BETTER * ofMean) {
            return Optional.empty();
        }
        boolean isConstant = isCodeConstant(autoencoder, batches);
        return Optional.of(String.format(
                Locale.ROOT,
                "the model gives back examples %s (squared error %.4g, the mean's %.4g)%s; train longer, or try another"
                        + " learning rate, another activation or fewer layers",
                ofModel > ofMean ? "no better than " + mean : "hardly better than " + mean,
                ofModel,
                ofMean,
                isConstant
                        ? ", and the code of all of them is the same: its units, or those of a layer before it, are dead"
                        : ""));
    }

    private static boolean isCodeConstant(Autoencoder autoencoder, Iterable<Batch> batches) {
        float[] first = {};
        for (Batch batch : batches) {
            float[] codes = autoencoder.codec().encode(batch);
            first = first.length == 0 ? Arrays.copyOf(codes, autoencoder.codeSize()) : first;
            for (int i = 0; i < codes.length; i++) {
                if (codes[i] != first[i % first.length]) {
                    return false;
                }
            }
        }
        return true;
    }
}
