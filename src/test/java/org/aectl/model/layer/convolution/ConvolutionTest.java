package org.aectl.model.layer.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.aectl.data.ExampleShape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The native operations against a plain convolution, in the precision that trains. */
class ConvolutionTest {
    private static final int EXAMPLES = 2;

    static List<ConvolutionShape> shapes() {
        List<ConvolutionShape> shapes = new ArrayList<>();
        List<ExampleShape> images = List.of(
                new ExampleShape(1, 28, 28),
                new ExampleShape(1, 28, 20),
                new ExampleShape(3, 33, 47),
                new ExampleShape(2, 5, 7));
        for (ExampleShape image : images) {
            for (int kernel = 1; kernel <= 5; kernel++) {
                for (int stride = 1; stride <= Math.min(3, kernel + 1); stride++) {
                    shapes.add(new ConvolutionShape(image, 4, kernel, stride, true));
                    shapes.add(new ConvolutionShape(image, 4, kernel, stride, false));
                }
            }
        }
        return shapes;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void convolutionIsThatOfTheTextbook(ConvolutionShape shape) {
        Random random = new Random(1);
        float[] image = random(random, EXAMPLES * shape.image().size());
        float[] weights = random(random, Math.toIntExact(shape.weights()));
        INDArray features = rows(shape.features());
        new ConvolutionOperation(shape).convolve(rows(image), weights(shape, weights), features);
        assertThat(features.data().asFloat())
                .containsExactly(plainConvolution(shape, image, weights), Offset.offset(1e-5f));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void transposedConvolutionIsTheAdjoint(ConvolutionShape shape) {
        Random random = new Random(2);
        INDArray image = rows(random(random, EXAMPLES * shape.image().size()));
        INDArray features = rows(random(random, EXAMPLES * shape.features().size()));
        INDArray weights = weights(shape, random(random, Math.toIntExact(shape.weights())));
        ConvolutionOperation operation = new ConvolutionOperation(shape);
        INDArray convolved = rows(shape.features());
        INDArray transposed = rows(shape.image());
        operation.convolve(image, weights, convolved);
        operation.transpose(features, weights, transposed);
        double scale =
                convolved.norm2Number().doubleValue() * features.norm2Number().doubleValue();
        assertThat(product(convolved, features)).isEqualTo(product(image, transposed), Offset.offset(1e-5 * scale));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gradientsOfBothPrecisionsAgree(ConvolutionShape shape) {
        Random random = new Random(3);
        INDArray image = rows(random(random, EXAMPLES * shape.image().size()));
        INDArray delta = rows(random(random, EXAMPLES * shape.features().size()));
        INDArray weights = weights(shape, random(random, Math.toIntExact(shape.weights())));
        INDArray[] single = gradients(shape, image, weights, delta);
        INDArray[] twice = gradients(
                shape, image.castTo(DataType.DOUBLE), weights.castTo(DataType.DOUBLE), delta.castTo(DataType.DOUBLE));
        for (int i = 0; i < single.length; i++) {
            double difference = single[i].castTo(DataType.DOUBLE).distance2(twice[i]);
            assertThat(difference).isLessThan(1e-5 * twice[i].norm2Number().doubleValue());
        }
    }

    private static INDArray[] gradients(ConvolutionShape shape, INDArray image, INDArray weights, INDArray delta) {
        INDArray[] gradients = {image.ulike(), weights.ulike()};
        new ConvolutionOperation(shape).gradients(image, weights, delta, gradients[0], gradients[1]);
        return gradients;
    }

    @Test
    void sameDividesTheSizeByTheStrideAndRoundsUp() {
        ConvolutionShape shape = new ConvolutionShape(new ExampleShape(3, 33, 47), 8, 3, 2, true);
        assertThat(shape.features()).isEqualTo(new ExampleShape(8, 17, 24));
    }

    @Test
    void aKernelThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> new ConvolutionShape(new ExampleShape(1, 5, 7), 8, 6, 1, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a kernel of 6 does not fit into 7x5x1");
    }

    /** Every output, every weight: seven loops. */
    private static float[] plainConvolution(ConvolutionShape shape, float[] images, float[] weights) {
        ExampleShape in = shape.image();
        ExampleShape out = shape.features();
        float[] result = new float[EXAMPLES * out.size()];
        for (int n = 0; n < EXAMPLES; n++) {
            for (int f = 0; f < out.channels(); f++) {
                for (int y = 0; y < out.height(); y++) {
                    for (int x = 0; x < out.width(); x++) {
                        double sum = 0;
                        for (int ky = 0; ky < shape.kernel(); ky++) {
                            for (int kx = 0; kx < shape.kernel(); kx++) {
                                int row = y * shape.stride() + ky - shape.top();
                                int column = x * shape.stride() + kx - shape.left();
                                if (row >= 0 && row < in.height() && column >= 0 && column < in.width()) {
                                    for (int c = 0; c < in.channels(); c++) {
                                        double pixel =
                                                images[n * in.size() + (c * in.height() + row) * in.width() + column];
                                        int weight =
                                                ((ky * shape.kernel() + kx) * in.channels() + c) * out.channels() + f;
                                        sum += pixel * weights[weight];
                                    }
                                }
                            }
                        }
                        result[n * out.size() + (f * out.height() + y) * out.width() + x] = (float) sum;
                    }
                }
            }
        }
        return result;
    }

    private static float[] random(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    private static INDArray rows(float[] values) {
        return Nd4j.create(values, new long[] {EXAMPLES, values.length / EXAMPLES}, 'c');
    }

    private static INDArray rows(ExampleShape shape) {
        return Nd4j.valueArrayOf(new long[] {EXAMPLES, shape.size()}, Float.NaN, DataType.FLOAT);
    }

    private static INDArray weights(ConvolutionShape shape, float[] values) {
        long[] sizes = {shape.kernel(), shape.kernel(), shape.image().channels(), shape.filters()};
        return Nd4j.create(values, sizes, 'c');
    }

    private static double product(INDArray a, INDArray b) {
        return a.castTo(DataType.DOUBLE)
                .muli(b.castTo(DataType.DOUBLE))
                .sumNumber()
                .doubleValue();
    }
}
