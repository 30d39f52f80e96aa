package org.aectl.config;

import java.util.List;
import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.OneOrList;
import org.aectl.config.bind.Range;
import org.jspecify.annotations.Nullable;

/**
 * Greedy layer-wise pretraining (Hinton and Salakhutdinov 2006; Bengio et al. 2007; Vincent et al. 2010): each layer of
 * the encoder, with the decoder's that mirrors it, first learns by itself to give back what the layers before it make of
 * the data. The first of the stages is that of the layer next to the input, the last that of the code.
 */
public record PretrainingConfig(
        @Doc("Epochs of the stages: one number for all or one for each; 0 leaves a layer at its random weights, and 0"
                + " for all switches pretraining off.")
        @OneOrList
        @Range(min = 0)
        @Default("10")
        List<Integer> epochs,

        @Doc("Learning rate of the stages, one for all or one for each; left out, that of the training's optimizer.")
        @OneOrList
        @Range(above = 0)
        @Default("[]")
        List<Double> learningRate,

        @Doc("Noise that spoils what a stage's layer is given: one for all or one for each, null for none.")
        @OneOrList(gaps = true)
        @Default("[]")
        List<@Nullable NoiseConfig> noise,

        @Doc("What keeps a stage's units quiet: one for all or one for each, null for nothing.")
        @OneOrList(gaps = true)
        @Default("[]")
        List<@Nullable SparsityConfig> sparsity) {

    /** Epochs of a stage, numbered from 0. */
    public int epochs(int stage) {
        return each(epochs, stage);
    }

    /** Epochs of all stages. */
    public int epochsOfAll(int stages) {
        int sum = 0;
        for (int stage = 0; stage < stages; stage++) {
            sum += epochs(stage);
        }
        return sum;
    }

    /**
     * Learning rate of a stage, numbered from 0.
     *
     * @param usual where the config says nothing
     */
    public double learningRate(int stage, double usual) {
        return learningRate.isEmpty() ? usual : each(learningRate, stage);
    }

    /** Noise of a stage, numbered from 0; none or one. */
    public List<NoiseConfig> noise(int stage) {
        NoiseConfig one = noise.isEmpty() ? null : each(noise, stage);
        return one == null ? List.of() : List.of(one);
    }

    /** Sparsity of a stage, numbered from 0; null for none. */
    public @Nullable SparsityConfig sparsity(int stage) {
        return sparsity.isEmpty() ? null : each(sparsity, stage);
    }

    private static <T extends @Nullable Object> T each(List<T> values, int stage) {
        return values.size() == 1 ? values.get(0) : values.get(stage);
    }
}
