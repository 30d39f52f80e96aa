package org.aectl.model.code;

/** How the layer in the middle of a network makes codes of what the encoder gives it: by itself it takes them as they are. */
public interface Bottleneck {
    /** The bottleneck of a network whose code is the values of its last layer. */
    Bottleneck DETERMINISTIC = new Bottleneck() {};

    /** Standard normal numbers that it wants to draw one code of an example; 0 where nothing is drawn. */
    default int noise() {
        return 0;
    }

    /**
     * Draws codes from now on, until {@link #useMean}.
     *
     * @param noise standard normal numbers, as many for each example and each a multiple of the units: several codes of one
     *     example follow each other in the output
     */
    default void draw(double[] noise) {}

    /** Gives the means of the codes from now on. */
    default void useMean() {}

    /** Codes that it gives of each of so many examples. */
    default int draws(int examples) {
        return 1;
    }

    /**
     * The distributions of the codes of the last batch.
     *
     * @throws IllegalStateException if a code is no distribution
     */
    default PosteriorBatch moments() {
        throw new IllegalStateException("the code of this model is no distribution");
    }
}
