package org.aectl.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/** A variational autoencoder with a hidden layer of tanh on either side of the code, in plain loops. */
final class PlainVariational {
    private final Map<String, double[][]> weights = new HashMap<>();
    private final Map<String, double[]> biases = new HashMap<>();
    private final int classes;
    private final ToDoubleBiFunction<double[], double[]> loss;

    private PlainVariational(int classes, ToDoubleBiFunction<double[], double[]> loss) {
        this.classes = classes;
        this.loss = loss;
    }

    /** The normal distribution of a code. */
    record Code(double[] means, double[] logVariances) {
        double divergence(int unit) {
            return (means[unit] * means[unit] + Math.exp(logVariances[unit]) - 1 - logVariances[unit]) / 2;
        }

        double[] drawn(double[] noise) {
            double[] codes = new double[means.length];
            for (int unit = 0; unit < codes.length; unit++) {
                codes[unit] = means[unit] + Math.exp(logVariances[unit] / 2) * noise[unit];
            }
            return codes;
        }

        /** log q(z|x), constants included. */
        double logDensity(double[] codes) {
            double sum = 0;
            for (int unit = 0; unit < codes.length; unit++) {
                double difference = codes[unit] - means[unit];
                sum -= (Math.log(2 * Math.PI)
                                + logVariances[unit]
                                + difference * difference / Math.exp(logVariances[unit]))
                        / 2;
            }
            return sum;
        }
    }

    /**
     * Reads the weights of a run.
     *
     * @param classes that it is conditional on; 0 for none
     * @param loss of linear outputs and features
     */
    static PlainVariational of(Path run, int classes, ToDoubleBiFunction<double[], double[]> loss) throws IOException {
        File zip = run.resolve("model.zip").toFile();
        PlainVariational plain = new PlainVariational(classes, loss);
        ComputationGraph graph = ModelSerializer.restoreComputationGraph(zip);
        for (String layer : new String[] {"encoder-1", "code", "code-log-variance", "decoder-1", "output"}) {
            plain.weights.put(layer, graph.getLayer(layer).getParam("W").toDoubleMatrix());
            plain.biases.put(layer, graph.getLayer(layer).getParam("b").toDoubleVector());
        }
        graph.params().close();
        return plain;
    }

    Code encode(double[] features, int label) {
        double[] hidden = tanh(dense("encoder-1", labelled(features, label)));
        return new Code(dense("code", hidden), dense("code-log-variance", hidden));
    }

    /** Linear outputs. */
    double[] decode(double[] codes, int label) {
        return dense("output", tanh(dense("decoder-1", labelled(codes, label))));
    }

    /** Reconstruction loss of one code. */
    double loss(double[] codes, double[] features, int label) {
        return loss.applyAsDouble(decode(codes, label), features);
    }

    private double[] labelled(double[] values, int label) {
        double[] longer = Arrays.copyOf(values, values.length + classes);
        if (classes > 0) {
            longer[values.length + label] = 1;
        }
        return longer;
    }

    private double[] dense(String layer, double[] input) {
        double[][] matrix = weights.get(layer);
        double[] bias = biases.get(layer);
        if (matrix == null || bias == null || matrix.length != input.length) {
            throw new AssertionError(layer + " does not take " + input.length + " values");
        }
        double[] output = bias.clone();
        for (int from = 0; from < input.length; from++) {
            for (int to = 0; to < output.length; to++) {
                output[to] += input[from] * matrix[from][to];
            }
        }
        return output;
    }

    private static double[] tanh(double[] values) {
        return Arrays.stream(values).map(Math::tanh).toArray();
    }

    static double sigmoid(double value) {
        return 1 / (1 + Math.exp(-value));
    }

    /** Cross-entropy of logits. */
    static double bernoulli(double[] logits, double[] features) {
        double sum = 0;
        for (int i = 0; i < features.length; i++) {
            sum += Math.max(logits[i], 0) - features[i] * logits[i] + Math.log1p(Math.exp(-Math.abs(logits[i])));
        }
        return sum;
    }

    static double squaredError(double[] outputs, double[] features) {
        double sum = 0;
        for (int i = 0; i < features.length; i++) {
            sum += (outputs[i] - features[i]) * (outputs[i] - features[i]);
        }
        return sum;
    }

    /** Negative log-likelihood of normal features with a variance for each. */
    static ToDoubleBiFunction<double[], double[]> gaussian(double[] variances) {
        return (outputs, features) -> {
            double sum = 0;
            for (int i = 0; i < features.length; i++) {
                double difference = outputs[i] - features[i];
                sum += difference * difference / (2 * variances[i]) + Math.log(2 * Math.PI * variances[i]) / 2;
            }
            return sum;
        };
    }

    /** log of the mean of the exponentials. */
    static double logMeanExp(double[] values) {
        double largest = Arrays.stream(values).max().orElseThrow();
        return largest
                + Math.log(Arrays.stream(values)
                        .map(value -> Math.exp(value - largest))
                        .average()
                        .orElseThrow());
    }
}
