package org.aectl.model.layer.convolution;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution of images of one channel as products of matrices: what a filter sees at each place is copied out into a column
 * (Chellapilla et al. 2006). oneDNN fills a single channel up to sixteen and computes both gradients where one is wanted,
 * which takes four to six times as long.
 */
final class SingleChannel {
    private final ConvolutionShape shape;
    private final int places;
    private final int taps;

    SingleChannel(ConvolutionShape shape) {
        this.shape = shape;
        this.places = shape.features().height() * shape.features().width();
        this.taps = shape.kernel() * shape.kernel();
    }

    /** As {@link ConvolutionOperation#transpose}. */
    void transpose(INDArray features, INDArray weights, INDArray images) {
        long examples = features.size(0);
        INDArray matrices = Nd4j.createUninitialized(weights.dataType(), examples, taps, shape.filters());
        matrices.assign(weights.reshape('c', 1, taps, shape.filters()).broadcast(examples, taps, shape.filters()));
        INDArray columns = columns(features);
        product(matrices, features.reshape('c', examples, shape.filters(), places), false, columns);
        Nd4j.exec(DynamicCustomOp.builder("col2im")
                .addInputs(places(columns))
                .addOutputs(pictures(images))
                .addIntegerArguments(
                        shape.stride(),
                        shape.stride(),
                        shape.top(),
                        shape.left(),
                        shape.image().height(),
                        shape.image().width(),
                        1,
                        1,
                        0)
                .build());
        free(matrices, columns);
    }

    /** The gradient of the weights, given the one of the features. */
    void weightsGradient(INDArray images, INDArray featuresGradient, INDArray weightsGradient) {
        long examples = images.size(0);
        INDArray columns = columns(images);
        Nd4j.exec(DynamicCustomOp.builder("im2col")
                .addInputs(pictures(images))
                .addOutputs(places(columns))
                .addIntegerArguments(
                        shape.kernel(),
                        shape.kernel(),
                        shape.stride(),
                        shape.stride(),
                        shape.top(),
                        shape.left(),
                        1,
                        1,
                        shape.same() ? 1 : 0)
                .addFloatingPointArguments(0.0)
                .build());
        INDArray gradients = Nd4j.createUninitialized(columns.dataType(), examples, taps, shape.filters());
        product(columns, featuresGradient.reshape('c', examples, shape.filters(), places), true, gradients);
        gradients.sum(weightsGradient.reshape('c', taps, shape.filters()), 0);
        free(columns, gradients);
    }

    /** For each example of these rows a value for each place in a filter and each place of the filter. */
    private INDArray columns(INDArray rows) {
        return Nd4j.createUninitialized(rows.dataType(), rows.size(0), taps, places);
    }

    private INDArray places(INDArray columns) {
        return columns.reshape(
                'c',
                columns.size(0),
                1,
                shape.kernel(),
                shape.kernel(),
                shape.features().height(),
                shape.features().width());
    }

    private INDArray pictures(INDArray rows) {
        return rows.reshape(
                'c', rows.size(0), 1, shape.image().height(), shape.image().width());
    }

    /** Example by example. */
    private static void product(INDArray left, INDArray right, boolean isRightTransposed, INDArray target) {
        Nd4j.exec(DynamicCustomOp.builder("matmul")
                .addInputs(left, right)
                .addOutputs(target)
                .addIntegerArguments(0, isRightTransposed ? 1 : 0)
                .build());
    }

    private static void free(INDArray... arrays) {
        for (INDArray array : arrays) {
            if (!array.isAttached()) {
                array.close();
            }
        }
    }
}
