package org.aectl.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

        /** The kernel of one of the convolutions. */
        public int kernel(int convolution) {
            return each(kernel, convolution);
        }

        /** The stride of one of the convolutions. */
        public int stride(int convolution) {
            return each(stride, convolution);
        }

        private static int each(List<Integer> values, int index) {
            return values.size() == 1 ? values.get(0) : values.get(index);
        }
    }
}
