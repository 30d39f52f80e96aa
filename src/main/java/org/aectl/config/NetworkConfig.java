package org.aectl.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.OneOrList;
import org.aectl.config.bind.Range;

/** The hidden layers of one side of an autoencoder; {@code type} names one of the records below. */
@Default("dense")
public sealed interface NetworkConfig permits NetworkConfig.Dense, NetworkConfig.Conv {

    /** Units of each fully connected hidden layer, in the direction of the data. */
    List<Integer> layers();

    /** Activation of the hidden layers. */
    Activation activation();

    /** Whether each hidden layer is normalized before its activation. */
    boolean batchNormalization();

    /** Number of convolutions. */
    default int convolutions() {
        return 0;
    }

    /** One of the convolutions, from 0. */
    default Convolution convolution(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    /**
     * A convolution.
     *
     * @param kernel height and width of its filters
     * @param same whether zeros are added around a picture
     */
    record Convolution(int filters, int kernel, int stride, boolean same) {}

    /**
     * Checks the rules within it.
     *
     * @param path of this network
     * @param problem takes a key's path and what is wrong with it
     */
    default void check(String path, BiConsumer<String, String> problem) {
        if (batchNormalization() && hiddenLayers() == 0) {
            problem.accept(path + ".batchNormalization", "has no use: there is no hidden layer to normalize");
        }
    }

    /** Number of hidden layers. */
    default int hiddenLayers() {
        return convolutions() + layers().size();
    }

    /** The network of the other side that mirrors this one. */
    NetworkConfig mirrored();

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return List.copyOf(reversed);
    }

    /** Fully connected layers. */
    @Doc("Fully connected layers.")
    record Dense(
            @Doc("Units of each hidden layer, in the direction of the data.") @Range(min = 1) @Default("[]")
            List<Integer> layers,

            @Doc("Activation of the hidden layers; " + Activation.FORMS) @Default("relu")
            Activation activation,

            @Doc("Whether each hidden layer is normalized over the batch before its activation.") @Default("false")
            boolean batchNormalization)
            implements NetworkConfig {

        /** Layers without batch normalization. */
        public Dense(List<Integer> layers, Activation activation) {
            this(layers, activation, false);
        }

        @Override
        public Dense mirrored() {
            return new Dense(reversed(layers), activation, batchNormalization);
        }
    }

    /**
     * Convolutions of pictures, and fully connected layers between them and the code. A decoder has the fully connected
     * ones first; its transposed convolutions end at the size of the input, each undoing what a convolution with its
     * filters, kernel, stride and padding would have done.
     */
    @Doc("Convolutions of pictures (in a decoder transposed ones), with fully connected layers on the code's side.")
    record Conv(
            @Doc("Filters of each convolution, in the direction of the data; in a decoder the channels that each"
                    + " transposed convolution starts from.")
            @Range(min = 1)
            List<Integer> filters,

            @Doc("Height and width of the filters, in pixels: one for all or one for each convolution.")
            @OneOrList
            @Range(min = 1)
            @Default("3")
            List<Integer> kernel,

            @Doc("Pixels between two places of a filter, and so how much smaller the picture becomes: one for all or"
                    + " one for each convolution.")
            @OneOrList
            @Range(min = 1)
            @Default("2")
            List<Integer> stride,

            @Doc("same (zeros around the picture, so that its size is divided by the stride and rounded up) or valid"
                    + " (filters stay within the picture).")
            @Default("same")
            Padding padding,

            @Doc("Units of each fully connected hidden layer between the convolutions and the code.")
            @Range(min = 1)
            @Default("[]")
            List<Integer> layers,

            @Doc("Activation of the hidden layers; " + Activation.FORMS) @Default("relu")
            Activation activation,

            @Doc("Whether each hidden layer is normalized over the batch before its activation, convolutions channel by"
                    + " channel.")
            @Default("false")
            boolean batchNormalization)
            implements NetworkConfig {

        /** Whether zeros are added around a picture. */
        public enum Padding {
            SAME,
            VALID
        }

        @Override
        public int convolutions() {
            return filters.size();
        }

        @Override
        public Conv mirrored() {
            return new Conv(
                    reversed(filters),
                    reversed(kernel),
                    reversed(stride),
                    padding,
                    reversed(layers),
                    activation,
                    batchNormalization);
        }

        @Override
        public Convolution convolution(int index) {
            return new Convolution(
                    filters.get(index), each(kernel, index), each(stride, index), padding == Padding.SAME);
        }

        @Override
        public void check(String path, BiConsumer<String, String> problem) {
            NetworkConfig.super.check(path, problem);
            if (filters.isEmpty()) {
                problem.accept(path + ".filters", "must name at least one convolution, such as [32, 64]");
                return;
            }
            boolean kernelFits = fits(path + ".kernel", kernel, problem);
            boolean strideFits = fits(path + ".stride", stride, problem);
            for (int i = 0; kernelFits && strideFits && i < filters.size(); i++) {
                Convolution convolution = convolution(i);
                if (convolution.stride() > convolution.kernel() + 1) {
                    problem.accept(
                            path + ".stride",
                            "must be at most the kernel + 1, or most pixels would never be looked at, was "
                                    + convolution.stride() + " with kernel " + convolution.kernel());
                    return;
                }
            }
        }

        private boolean fits(String path, List<Integer> values, BiConsumer<String, String> problem) {
            if (values.size() == 1 || values.size() == filters.size()) {
                return true;
            }
            problem.accept(
                    path,
                    "must be one number or one for each of the " + filters.size() + " convolutions, was " + values);
            return false;
        }

        private static int each(List<Integer> values, int index) {
            return values.size() == 1 ? values.get(0) : values.get(index);
        }
    }
}
