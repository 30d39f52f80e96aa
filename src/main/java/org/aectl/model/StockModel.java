package org.aectl.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.aectl.config.ModelConfig;
import org.aectl.config.TrainingConfig;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The same network built of Deeplearning4j's own layers, so that any program with deeplearning4j-nn can load it without
 * this one. It is slower to train there, but computes the same.
 */
final class StockModel {
    private static final String WEIGHTS = DefaultParamInitializer.WEIGHT_KEY;
    private static final String BIAS = DefaultParamInitializer.BIAS_KEY;

    private StockModel() {}

    /** Writes the zip archive of Deeplearning4j's ModelSerializer; equal weights give equal bytes. */
    static void write(
            NetworkPlan plan, ModelConfig model, TrainingConfig training, ComputationGraph trained, OutputStream out)
            throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        ComputationGraph stock = build(plan, model, training);
        try {
            copyParameters(plan, trained, stock);
            ModelSerializer.writeModel(stock, archive, false);
        } finally {
            stock.close();
        }
        copyWithoutTimes(archive.toByteArray(), out);
    }

    private static ComputationGraph build(NetworkPlan plan, ModelConfig model, TrainingConfig training) {
        ComputationGraphConfiguration.GraphBuilder graph = new NeuralNetConfiguration.Builder()
                // Decides nothing, as all weights are copied; left out, the archive would hold the time of day.
                .seed(0)
                .updater(Optimizers.fixed(training.optimizer()))
                .l2(training.l2())
                .graphBuilder()
                .addInputs(GraphBuilder.INPUT);
        String before = GraphBuilder.INPUT;
        for (LayerPlan layer : plan.layers().toList()) {
            if (layer.name().equals(NetworkPlan.OUTPUT)) {
                graph.addLayer(
                        layer.name(),
                        new OutputLayer.Builder(loss(model))
                                .nIn(layer.inputs())
                                .nOut(layer.outputs())
                                .activation(Activations.of(GraphBuilder.outputActivation(model)))
                                .build(),
                        before);
            } else {
                graph.addLayer(
                        layer.name(),
                        new DenseLayer.Builder()
                                .nIn(layer.inputs())
                                .nOut(layer.outputs())
                                .activation(Activations.of(layer.activation()))
                                .build(),
                        before);
            }
            before = layer.name();
        }
        ComputationGraph stock =
                new ComputationGraph(graph.setOutputs(NetworkPlan.OUTPUT).build());
        stock.init();
        return stock;
    }

    private static LossFunction loss(ModelConfig model) {
        return switch (model.reconstruction()) {
            case BERNOULLI -> LossFunction.XENT;
            // The sum over features; SQUARED_LOSS is their mean.
            case GAUSSIAN -> LossFunction.L2;
        };
    }

    private static void copyParameters(NetworkPlan plan, ComputationGraph from, ComputationGraph to) {
        plan.layers().forEach(layer -> {
            INDArray weights = layer.tiedTo() == null
                    ? from.getLayer(layer.name()).getParam(WEIGHTS)
                    : from.getLayer(layer.tiedTo()).getParam(WEIGHTS).transpose();
            to.getLayer(layer.name()).getParam(WEIGHTS).assign(weights);
            to.getLayer(layer.name())
                    .getParam(BIAS)
                    .assign(from.getLayer(layer.name()).getParam(BIAS));
        });
    }

    private static void copyWithoutTimes(byte[] archive, OutputStream out) throws IOException {
        ZipOutputStream copy = new ZipOutputStream(out);
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                ZipEntry timeless = new ZipEntry(entry.getName());
                timeless.setTime(0);
                copy.putNextEntry(timeless);
                entries.transferTo(copy);
                copy.closeEntry();
            }
        }
        copy.finish();
    }
}
