package org.aectl.model.plan;

import java.util.ArrayList;
import java.util.List;
import org.aectl.config.Activation;
import org.aectl.model.Autoencoder;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.layer.TiedDense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An autoencoder's forward pass in double loops, as a textbook has it. Takes over the weights it finds. */
public final class PlainNetwork {
    private final List<Layer> encoder;
    private final List<Layer> decoder;
    private final Activation outputActivation;

    private PlainNetwork(List<Layer> encoder, List<Layer> decoder, Activation outputActivation) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.outputActivation = outputActivation;
    }

    /** y_j = f(sum_i x_i w_ij + b_j). */
    private record Layer(double[][] weights, double[] biases, Activation activation) {
        double[] forward(double[] x) {
            double[] y = new double[biases.length];
            for (int j = 0; j < y.length; j++) {
                double z = biases[j];
                for (int i = 0; i < x.length; i++) {
                    z += x[i] * weights[i][j];
                }
                y[j] = activate(activation, z);
            }
            return y;
        }
    }

    public static PlainNetwork of(Autoencoder autoencoder, Activation outputActivation) {
        return new PlainNetwork(
                layers(autoencoder, autoencoder.plan().encoder()),
                layers(autoencoder, autoencoder.plan().decoder()),
                outputActivation);
    }

    private static List<Layer> layers(Autoencoder autoencoder, List<LayerPlan> plans) {
        List<Layer> layers = new ArrayList<>();
        for (LayerPlan plan : plans) {
            String owner = plan instanceof TiedDense tied ? tied.owner() : null;
            double[][] weights = owner == null
                    ? parameter(autoencoder, plan.name(), "W")
                    : transposed(parameter(autoencoder, owner, "W"));
            layers.add(new Layer(weights, parameter(autoencoder, plan.name(), "b")[0], plan.activation()));
        }
        return layers;
    }

    /** One parameter array of a layer, element by element. */
    public static double[][] parameter(Autoencoder autoencoder, String layer, String key) {
        INDArray parameter = autoencoder.graph().getLayer(layer).getParam(key);
        INDArray array = parameter.rank() == 1 ? parameter.reshape(1, parameter.length()) : parameter;
        double[][] values = new double[(int) array.size(0)][(int) array.size(1)];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = array.getDouble(i, j);
            }
        }
        return values;
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] result = new double[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[i].length; j++) {
                result[j][i] = matrix[i][j];
            }
        }
        return result;
    }

    public double[] encode(double[] x) {
        return forward(encoder, x);
    }

    /** The decoder's last linear values. */
    public double[] logits(double[] code) {
        return forward(decoder, code);
    }

    public double[] decode(double[] code) {
        double[] values = logits(code);
        for (int i = 0; i < values.length; i++) {
            values[i] = activate(outputActivation, values[i]);
        }
        return values;
    }

    private static double[] forward(List<Layer> layers, double[] x) {
        double[] values = x;
        for (Layer layer : layers) {
            values = layer.forward(values);
        }
        return values;
    }

    public static double activate(Activation activation, double z) {
        return switch (activation) {
            case IDENTITY -> z;
            case RELU -> Math.max(0, z);
            case LEAKYRELU -> z > 0 ? z : 0.01 * z;
            case ELU -> z > 0 ? z : Math.exp(z) - 1;
            case SELU -> 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * (Math.exp(z) - 1));
            case GELU -> z * sigmoid(1.702 * z);
            case SWISH -> z * sigmoid(z);
            case MISH -> z * Math.tanh(Math.log1p(Math.exp(z)));
            case SIGMOID -> sigmoid(z);
            case HARDSIGMOID -> Math.min(1, Math.max(0, 0.2 * z + 0.5));
            case TANH -> Math.tanh(z);
            case HARDTANH -> Math.min(1, Math.max(-1, z));
            case RATIONALTANH -> rationalTanh(z);
            case RECTIFIEDTANH -> Math.max(0, Math.tanh(z));
            case SOFTPLUS -> Math.log1p(Math.exp(z));
            case SOFTSIGN -> z / (1 + Math.abs(z));
            case CUBE -> z * z * z;
        };
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    /** Anguita et al. 1993: 1.7159 tanh(2/3 z), with tanh by a rational function. */
    private static double rationalTanh(double z) {
        double y = 2 * z / 3;
        double tanh = Math.signum(y) * (1 - 1 / (1 + Math.abs(y) + y * y + 1.41645 * Math.pow(y, 4)));
        return 1.7159 * tanh;
    }

    /** Example number {@code row} of a batch. */
    public static double[] row(float[] values, int row, int size) {
        double[] example = new double[size];
        for (int i = 0; i < size; i++) {
            example[i] = values[row * size + i];
        }
        return example;
    }
}
