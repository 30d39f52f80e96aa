package org.aectl.model.plan;

import org.aectl.config.Activation;
import org.aectl.model.layer.convolution.ConvolutionShape;
import org.jspecify.annotations.Nullable;

/** One layer of a network. Its values are rows, whatever they mean. */
public sealed interface LayerPlan {
    /** Unique in its network. */
    String name();

    /** Values before it, at least 1. */
    int inputs();

    /** Values of its own, at least 1. */
    int outputs();

    /** Its values as a row or, of a convolution, as a picture: {@code 14x14x32}. */
    default String shapeOfOutputs() {
        return Integer.toString(outputs());
    }

    /** What it does to its values at last. */
    Activation activation();

    /** Numbers that training sets and that belong to this layer alone. */
    long parameters();

    /**
     * The same layer in another network.
     *
     * @throws UnsupportedOperationException if it only has a meaning where it is
     */
    default LayerPlan as(String newName, Activation newActivation) {
        throw new UnsupportedOperationException("a layer of this kind cannot stand elsewhere: " + this);
    }

    /** Numbers it needs for a while to compute a single example, besides its values and their gradients. */
    default long scratch() {
        return 0;
    }

    /**
     * A fully connected layer.
     *
     * @param bias whether it has biases
     * @param tiedTo name of the layer whose weights it uses transposed; null where it has its own
     */
    record Dense(
            String name,
            int inputs,
            int outputs,
            Activation activation,
            boolean bias,
            @Nullable String tiedTo) implements LayerPlan {

        @Override
        public long parameters() {
            long weights = tiedTo == null ? (long) inputs * outputs : 0;
            return weights + (bias ? outputs : 0);
        }

        /** Tied to the code there if it was tied here. */
        @Override
        public LayerPlan as(String newName, Activation newActivation) {
            return new Dense(newName, inputs, outputs, newActivation, bias, tiedTo == null ? null : NetworkPlan.CODE);
        }
    }

    /**
     * A convolution: from a picture to its features.
     *
     * @param bias whether each filter has a bias
     */
    record Convolution(String name, ConvolutionShape shape, Activation activation, boolean bias) implements LayerPlan {
        @Override
        public int inputs() {
            return shape.image().size();
        }

        @Override
        public int outputs() {
            return shape.features().size();
        }

        @Override
        public String shapeOfOutputs() {
            return shape.features().toString();
        }

        @Override
        public long parameters() {
            return shape.weights() + (bias ? shape.filters() : 0);
        }

        @Override
        public LayerPlan as(String newName, Activation newActivation) {
            return new Convolution(newName, shape, newActivation, bias);
        }

        /** Without oneDNN, each place of a filter is copied out. */
        @Override
        public long scratch() {
            return shape.weights() / shape.filters() * (outputs() / shape.filters());
        }
    }

    /**
     * A transposed convolution: from features back to the picture.
     *
     * @param shape of the convolution that goes the other way
     * @param bias whether each channel has a bias
     */
    record TransposedConvolution(String name, ConvolutionShape shape, Activation activation, boolean bias)
            implements LayerPlan {
        @Override
        public int inputs() {
            return shape.features().size();
        }

        @Override
        public int outputs() {
            return shape.image().size();
        }

        @Override
        public String shapeOfOutputs() {
            return shape.image().toString();
        }

        @Override
        public long parameters() {
            return shape.weights() + (bias ? shape.image().channels() : 0);
        }

        @Override
        public LayerPlan as(String newName, Activation newActivation) {
            return new TransposedConvolution(newName, shape, newActivation, bias);
        }

        /** As a convolution's, and a gradient that comes along with the one of the weights. */
        @Override
        public long scratch() {
            return shape.weights() / shape.filters() * (inputs() / shape.filters()) + outputs();
        }
    }

    /**
     * Batch normalization.
     *
     * @param channels that are normalized, each on its own
     * @param positions of each channel: pixels of a picture, 1 for plain units
     */
    record BatchNorm(String name, int channels, int positions, Activation activation) implements LayerPlan {
        @Override
        public int inputs() {
            return channels * positions;
        }

        @Override
        public int outputs() {
            return channels * positions;
        }

        /** Scale, shift, and running mean and variance. */
        @Override
        public long parameters() {
            return 4L * channels;
        }

        /** Its centered input is kept. */
        @Override
        public long scratch() {
            return 2L * outputs();
        }
    }

    /** Draws the code from its distribution; the layer before gives means and log-variances. */
    record GaussianCode(String name, int units) implements LayerPlan {
        @Override
        public int inputs() {
            return Math.multiplyExact(2, units);
        }

        @Override
        public int outputs() {
            return units;
        }

        @Override
        public Activation activation() {
            return Activation.IDENTITY;
        }

        @Override
        public long parameters() {
            return 0;
        }
    }

    /**
     * Appends the label to the values.
     *
     * @param inputs values before it
     * @param classes that there are labels for
     */
    record LabelConcat(String name, int inputs, int classes) implements LayerPlan {
        @Override
        public int outputs() {
            return Math.addExact(inputs, classes);
        }

        @Override
        public Activation activation() {
            return Activation.IDENTITY;
        }

        @Override
        public long parameters() {
            return 0;
        }
    }

    /**
     * Appends the log-variances of the output, which are learnt.
     *
     * @param inputs features of an example
     * @param variances one for all features or one for each
     */
    record OutputVariance(String name, int inputs, int variances) implements LayerPlan {
        @Override
        public int outputs() {
            return Math.addExact(inputs, variances);
        }

        @Override
        public Activation activation() {
            return Activation.IDENTITY;
        }

        @Override
        public long parameters() {
            return variances;
        }
    }
}
