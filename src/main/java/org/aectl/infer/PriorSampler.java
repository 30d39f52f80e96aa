package org.aectl.infer;

import java.util.List;
import org.aectl.config.InvalidInputException;
import org.aectl.config.Words;
import org.aectl.data.KeyedRandom;
import org.aectl.model.Autoencoder;
import org.jspecify.annotations.Nullable;

/**
 * Draws new examples from a variational model: a code from the prior N(0, I), and of it what the decoder expects. Example
 * number i depends on the seed and on i alone.
 */
public final class PriorSampler {
    private final TrainedModel model;
    private final long seed;
    private final @Nullable Integer label;

    /**
     * @param label name of the class that all are of; null for all classes in turn, or for a model without labels
     * @throws InvalidInputException if the model cannot be drawn from, or knows no such class
     */
    public PriorSampler(TrainedModel model, long seed, @Nullable String label) {
        this.model = model;
        this.seed = seed;
        if (!model.autoencoder().isVariational()) {
            throw new InvalidInputException(
                    "new examples can be drawn from a model of type vae or cvae, but this one is of" + " type "
                            + Words.of(model.checkpoint().config().model().type()));
        }
        this.label = label == null ? null : number(label);
    }

    private int number(String name) {
        if (!isConditional()) {
            throw new InvalidInputException(
                    "--label needs a model of type cvae; this one does not know what its examples are");
        }
        List<String> classes = model.checkpoint().classes();
        int number = classes.indexOf(name);
        if (number < 0) {
            throw new InvalidInputException("--label must be one of " + String.join(", ", classes) + ", was " + name);
        }
        return number;
    }

    /** Whether examples have a class. */
    public boolean isConditional() {
        return model.checkpoint().config().model().isConditional();
    }

    /** Name of the class of an example. */
    public String label(int example) {
        return model.checkpoint().classes().get(labelNumber(example));
    }

    private int labelNumber(int example) {
        int classes = model.checkpoint().classes().size();
        return label != null ? label : example % classes;
    }

    /**
     * Draws examples.
     *
     * @param first number of the first, from 0
     * @return {@code count} examples in the units of the data
     */
    public List<float[]> draw(int first, int count) {
        Autoencoder autoencoder = model.autoencoder();
        int units = autoencoder.codeSize();
        float[] codes = new float[Math.multiplyExact(count, units)];
        int[] labels = new int[count];
        KeyedRandom random = new KeyedRandom(seed, KeyedRandom.Purpose.SAMPLES, 0, 0);
        for (int i = 0; i < count; i++) {
            random.rekey(seed, KeyedRandom.Purpose.SAMPLES, 0, first + i);
            random.fillGaussian(codes, i * units, units);
            labels[i] = isConditional() ? labelNumber(first + i) : 0;
        }
        return model.raw(autoencoder.decode(codes, labels));
    }
}
