package org.aectl.model.layer.convolution;

import java.io.Serializable;
import org.aectl.data.ExampleShape;
import org.aectl.model.layer.ParameterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sizes of a convolution of pictures, the same in height and width. A transposed convolution goes the other way, from
 * the features back to the image, so it needs no sizes of its own.
 *
 * @param image what is convolved
 * @param filters channels of the result
 * @param kernel height and width of a filter, at least 1
 * @param stride pixels between two places of a filter, at least 1 and at most {@code kernel + 1}
 * @param same whether zeros are added around the picture, so that the result has size/stride pixels, rounded up (with one
 *     more zero at the bottom or right where their number is odd); if not, a filter stays within the picture
 */
public record ConvolutionShape(ExampleShape image, int filters, int kernel, int stride, boolean same)
        implements Serializable {
    public ConvolutionShape {
        if (filters < 1 || kernel < 1 || stride < 1 || stride > kernel + 1) {
            throw new IllegalArgumentException(
                    "no convolution with " + filters + " filters, kernel " + kernel + ", stride " + stride);
        }
        if (places(image.height(), kernel, stride, same) < 1 || places(image.width(), kernel, stride, same) < 1) {
            throw new IllegalArgumentException("a kernel of " + kernel + " does not fit into " + image);
        }
    }

    /** Shape of the result. */
    public ExampleShape features() {
        return new ExampleShape(
                filters, places(image.height(), kernel, stride, same), places(image.width(), kernel, stride, same));
    }

    /** Number of weights, biases left out. */
    public long weights() {
        return (long) kernel * kernel * image.channels() * filters;
    }

    /** The weights, laid out as {@link ConvolutionOperation} wants them. */
    ParameterBlock weightBlock(double fanIn, double fanOut) {
        return ParameterBlock.weights(fanIn, fanOut, 'c', kernel, kernel, image.channels(), filters);
    }

    /** From [kernel, kernel, channels, filters] here to [filters, channels, kernel, kernel] there, transposed or not. */
    static INDArray toStock(INDArray weights) {
        return weights.permute(3, 2, 0, 1);
    }

    /** Values of the image that one of the features sees. */
    double seenByFeature() {
        return (double) kernel * kernel * image.channels();
    }

    /** Features that see a pixel: with stride, it is under only some of the places of a filter, 1 in stride x stride. */
    double seeingPixel() {
        return (double) kernel * kernel * filters / ((double) stride * stride);
    }

    /** Floating-point operations for one example. */
    double flops() {
        long positions = features().size() / filters;
        return 2.0 * weights() * positions;
    }

    /** Rows of zeros above the picture. */
    public int top() {
        return zeros(image.height(), features().height()) / 2;
    }

    /** Columns of zeros left of the picture. */
    public int left() {
        return zeros(image.width(), features().width()) / 2;
    }

    /** Rows that the filters reach over, zeros included. */
    public int reachedHeight() {
        return (features().height() - 1) * stride + kernel;
    }

    /** Columns that the filters reach over, zeros included. */
    public int reachedWidth() {
        return (features().width() - 1) * stride + kernel;
    }

    /** Whether there are as many zeros on one side as on the other. */
    boolean isSymmetric() {
        return zeros(image.height(), features().height()) % 2 == 0
                && zeros(image.width(), features().width()) % 2 == 0;
    }

    private int zeros(int size, int places) {
        return same ? Math.max(0, (places - 1) * stride + kernel - size) : 0;
    }

    private static int places(int size, int kernel, int stride, boolean same) {
        return same ? (size + stride - 1) / stride : Math.floorDiv(size - kernel, stride) + 1;
    }
}
