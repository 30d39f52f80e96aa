package org.aectl.model.layer.convolution;

import org.aectl.data.ExampleShape;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution without its biases, its transpose and its gradients, as bare operations. Examples are rows in 'c' order,
 * channel by channel; weights are [kernel, kernel, channels of the image, filters], Tensorflow's layout.
 */
final class ConvolutionOperation {
    private static final int EXPLICIT_ZEROS = 0;
    private static final int SAME = 1;
    private static final int CHANNELS_FIRST = 0;
    private static final int KERNEL_FIRST = 0;

    private final ConvolutionShape shape;
    private final int[] arguments;
    /** Takes the place of the operations that are slow for images of one channel; null for others. */
    private final @Nullable SingleChannel singleChannel;

    ConvolutionOperation(ConvolutionShape shape) {
        this.shape = shape;
        int kernel = shape.kernel();
        int stride = shape.stride();
        int padding = shape.same() && !shape.isSymmetric() ? SAME : EXPLICIT_ZEROS;
        this.arguments = new int[] {
            kernel, kernel, stride, stride, shape.top(), shape.left(), 1, 1, padding, CHANNELS_FIRST, KERNEL_FIRST
        };
        this.singleChannel = shape.image().channels() == 1 ? new SingleChannel(shape) : null;
    }

    /** Writes the convolution of the images to the features. */
    void convolve(INDArray images, INDArray weights, INDArray features) {
        Nd4j.exec(operation("conv2d")
                .addInputs(images(images), weights)
                .addOutputs(features(features))
                .build());
    }

    /**
     * Writes the transposed convolution of the features to the images: the gradient that {@link #convolve} passes back.
     * It is computed together with a gradient of the weights that nobody wants: of the operations for it alone
     * conv2d_input_bp and deconv2d are not computed with oneDNN (20 times slower), and deconv2d_tf gives wrong numbers
     * with oneDNN, for pictures of 28x20 for instance, or fails.
     */
    void transpose(INDArray features, INDArray weights, INDArray images) {
        if (singleChannel != null) {
            singleChannel.transpose(features, weights, images);
            return;
        }
        INDArray nothing = Nd4j.zeros(images.dataType(), images.shape());
        INDArray unwanted = weights.ulike();
        gradients(nothing, weights, features, images, unwanted);
        if (!nothing.isAttached()) {
            nothing.close();
            unwanted.close();
        }
    }

    /**
     * Writes the gradient of the weights alone.
     *
     * @param scratch as large as the images; what is in it afterwards means nothing
     */
    void weightsGradient(
            INDArray images, INDArray weights, INDArray featuresGradient, INDArray scratch, INDArray weightsGradient) {
        if (singleChannel == null) {
            gradients(images, weights, featuresGradient, scratch, weightsGradient);
        } else {
            singleChannel.weightsGradient(images, featuresGradient, weightsGradient);
        }
    }

    /** Writes the gradients of {@link #convolve}, given the one of the features. */
    void gradients(
            INDArray images,
            INDArray weights,
            INDArray featuresGradient,
            INDArray imagesGradient,
            INDArray weightsGradient) {
        if (singleChannel != null) {
            singleChannel.weightsGradient(images, featuresGradient, weightsGradient);
            singleChannel.transpose(featuresGradient, weights, imagesGradient);
            return;
        }
        Nd4j.exec(operation("conv2d_bp")
                .addInputs(images(images), weights, features(featuresGradient))
                .addOutputs(images(imagesGradient), weightsGradient)
                .build());
    }

    private DynamicCustomOp.DynamicCustomOpsBuilder operation(String name) {
        return DynamicCustomOp.builder(name).addIntegerArguments(arguments);
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
