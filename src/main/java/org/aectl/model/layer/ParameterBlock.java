package org.aectl.model.layer;

import java.io.Serializable;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/**
 * Parameters of a layer that have one name and one shape.
 *
 * @param start what all of them are at first, where they are not drawn
 * @param fanIn inputs that a unit sees, for the deviation of weights that are drawn; 0 for others
 * @param fanOut units that see an input, likewise
 * @param order of the values in memory, 'c' or 'f'
 */
public record ParameterBlock(
        String name, Role role, double start, double fanIn, double fanOut, char order, long... shape)
        implements Serializable {
    public static final String WEIGHTS = DefaultParamInitializer.WEIGHT_KEY;
    public static final String BIAS = DefaultParamInitializer.BIAS_KEY;

    /** Who moves them, and towards what. */
    public enum Role {
        /** The gradient, and weight decay. */
        WEIGHT,
        /** The gradient. */
        BIAS,
        /** The gradient; a factor or a summand behind a normalization. */
        AFFINE,
        /** What the batches show ({@link BatchStatistics}); the optimizer leaves them alone. */
        STATISTIC
    }

    /** Weights, drawn as the config says. */
    public static ParameterBlock weights(double fanIn, double fanOut, char order, long... shape) {
        return new ParameterBlock(WEIGHTS, Role.WEIGHT, 0, fanIn, fanOut, order, shape);
    }

    /** Biases, from 0. */
    public static ParameterBlock biases(long count) {
        return vector(BIAS, Role.BIAS, 0, count);
    }

    /** A vector that starts at one value. */
    public static ParameterBlock vector(String name, Role role, double start, long count) {
        return new ParameterBlock(name, role, start, 0, 0, 'c', 1, count);
    }

    /** How many numbers these are. */
    public long length() {
        long length = 1;
        for (long size : shape) {
            length *= size;
        }
        return length;
    }
}
