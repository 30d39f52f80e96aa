package org.aectl.model.layer;

import org.aectl.data.ExampleShape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A convolution without its biases, its transpose and its gradients, as bare operations. Examples are rows in 'c' order,
 * channel by channel; weights are [kernel, kernel, channels of the image, filters], the only layout that all three
 * operations compute with oneDNN.
 */
final class ConvolutionOperation {
    private static final int EXPLICIT_ZEROS = 0;
    private static final int SAME = 1;
    private static final int CHANNELS_FIRST = 0;
    private static final int KERNEL_FIRST = 0;

    private final ConvolutionShape shape;
    private final boolean isSame;

    ConvolutionOperation(ConvolutionShape shape) {
        this.shape = shape;
        this.isSame = shape.same() && !shape.isSymmetric();
    }

    /** Writes the convolution of the images to the features. */
    void convolve(INDArray images, INDArray weights, INDArray features) {
        Nd4j.exec(operation("conv2d")
                .addInputs(images(images), weights)
                .addOutputs(features(features))
                .build());
    }

    /** Writes the transposed convolution of the features to the images: the gradient that {@link #convolve} passes back. */
    void transpose(INDArray features, INDArray weights, INDArray images) {
        INDArray target = images(images);
        if (isTransposedExactly()) {
            transpose(operation("deconv2d_tf"), features, weights, target);
            return;
        }
        INDArray reached = Nd4j.createUninitialized(
                images.dataType(),
                target.size(0),
                target.size(1),
                shape.reachedHeight(),
                shape.reachedWidth());
        transpose(operation("deconv2d_tf", 0, 0, EXPLICIT_ZEROS), features, weights, reached);
        copyReached(reached, target);
        if (!reached.isAttached()) {
            reached.close();
        }
    }

    /**
     * Of the operations for a transposed convolution only deconv2d_tf is computed with oneDNN (conv2d_input_bp and
     * deconv2d are 20 times slower), but it accepts no other size than the one it would choose itself.
     */
    private void transpose(
            DynamicCustomOp.DynamicCustomOpsBuilder operation, INDArray features, INDArray weights, INDArray target) {
        INDArray sizes = Nd4j.createFromArray(
                (int) target.size(0), (int) target.size(1), (int) target.size(2), (int) target.size(3));
        Nd4j.exec(operation
                .addInputs(sizes, weights, features(features))
                .addOutputs(target)
                .build());
    }

    private boolean isTransposedExactly() {
        ExampleShape image = shape.image();
        if (isSame) {
            ExampleShape features = shape.features();
            return image.height() == features.height() * shape.stride()
                    && image.width() == features.width() * shape.stride();
        }
        return image.height() == shape.reachedHeight() - 2 * shape.top()
                && image.width() == shape.reachedWidth() - 2 * shape.left();
    }

    /** Leaves out what lies on the zeros around the picture; pixels that no filter reaches are 0. */
    private void copyReached(INDArray reached, INDArray images) {
        int height = Math.min(shape.image().height(), shape.reachedHeight() - shape.top());
        int width = Math.min(shape.image().width(), shape.reachedWidth() - shape.left());
        if (height < shape.image().height() || width < shape.image().width()) {
            images.assign(0);
        }
        part(images, 0, 0, height, width).assign(part(reached, shape.top(), shape.left(), height, width));
    }

    private static INDArray part(INDArray images, int top, int left, int height, int width) {
        INDArrayIndex rows = NDArrayIndex.interval(top, top + height);
        INDArrayIndex columns = NDArrayIndex.interval(left, left + width);
        return images.get(NDArrayIndex.all(), NDArrayIndex.all(), rows, columns);
    }

    /** Writes the gradients of {@link #convolve}, given the one of the features. */
    void gradients(
            INDArray images,
            INDArray weights,
            INDArray featuresGradient,
            INDArray imagesGradient,
            INDArray weightsGradient) {
        Nd4j.exec(operation("conv2d_bp")
                .addInputs(images(images), weights, features(featuresGradient))
                .addOutputs(images(imagesGradient), weightsGradient)
                .build());
    }

    private DynamicCustomOp.DynamicCustomOpsBuilder operation(String name) {
        return operation(name, shape.top(), shape.left(), isSame ? SAME : EXPLICIT_ZEROS);
    }

    private DynamicCustomOp.DynamicCustomOpsBuilder operation(String name, int top, int left, int padding) {
        int kernel = shape.kernel();
        int stride = shape.stride();
        return DynamicCustomOp.builder(name)
                .addIntegerArguments(
                        kernel, kernel, stride, stride, top, left, 1, 1, padding, CHANNELS_FIRST, KERNEL_FIRST);
    }

    /** Rows as images, [examples, channels, height, width]. */
    INDArray images(INDArray rows) {
        return view(rows, shape.image());
    }

    /** Rows as features, [examples, filters, height, width]. */
    INDArray features(INDArray rows) {
        return view(rows, shape.features());
    }

    private static INDArray view(INDArray rows, ExampleShape shape) {
        return rows.reshape('c', rows.size(0), shape.channels(), shape.height(), shape.width());
    }
}
