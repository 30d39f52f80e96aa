package org.aectl.model.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.aectl.config.ModelConfig;
import org.aectl.config.SparsityConfig;
import org.aectl.model.Autoencoder;
import org.aectl.model.plan.LayerPlan;
import org.aectl.model.plan.NetworkPlan;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The same network built of Deeplearning4j's own layers, so that any program with deeplearning4j-nn can load it without
 * this one. It is slower to train there, but computes the same.
 */
public final class StockModel {
    private static final String WEIGHTS = DefaultParamInitializer.WEIGHT_KEY;
    private static final String BIAS = DefaultParamInitializer.BIAS_KEY;

    private StockModel() {}

    /** Why there is none of a network; empty where there is. */
    public static Optional<String> obstacle(ModelConfig model) {
        return model.sparsity() instanceof SparsityConfig.TopK
                ? Optional.of(
                        "Deeplearning4j has no layer that keeps the largest activations only (model.sparsity top-k)")
                : Optional.empty();
    }

    /**
     * Writes the zip archive of Deeplearning4j's ModelSerializer; equal weights give equal bytes.
     *
     * @throws IllegalStateException if {@link #obstacle} gives a reason against it
     */
    public static void write(Autoencoder autoencoder, OutputStream out) throws IOException {
        obstacle(autoencoder.model()).ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        NetworkPlan plan = autoencoder.plan();
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        ComputationGraph stock = StockGraph.build(plan, autoencoder.model(), autoencoder.training());
        try {
            copyParameters(plan, autoencoder.graph(), stock);
            ModelSerializer.writeModel(stock, archive, false);
        } finally {
            stock.close();
        }
        copyWithoutTimes(archive.toByteArray(), out);
    }

    private static void copyParameters(NetworkPlan plan, ComputationGraph from, ComputationGraph to) {
        plan.layers().forEach(layer -> {
            if (layer.name().equals(NetworkPlan.MOMENTS)) {
                copyMoments(layer, from, to);
            } else if (hasNoStockLayer(layer)) {
                return;
            } else if (layer instanceof LayerPlan.BatchNorm) {
                from.getLayer(layer.name())
                        .paramTable()
                        .forEach((name, values) ->
                                to.getLayer(layer.name()).getParam(name).assign(values));
            } else {
                copyWeights(layer, from, to);
                copyBiases(layer, from, to);
            }
        });
    }

    private static boolean hasNoStockLayer(LayerPlan layer) {
        return layer instanceof LayerPlan.GaussianCode
                || layer instanceof LayerPlan.LabelConcat
                || layer instanceof LayerPlan.OutputVariance;
    }

    /** Means and log-variances are two layers there. */
    private static void copyMoments(LayerPlan moments, ComputationGraph from, ComputationGraph to) {
        int units = moments.outputs() / 2;
        Map.of(NetworkPlan.CODE, 0, StockGraph.LOG_VARIANCE, units).forEach((half, first) -> {
            for (String name : new String[] {WEIGHTS, BIAS}) {
                INDArray both = from.getLayer(moments.name()).getParam(name);
                INDArray rows = both.reshape('c', both.length() / moments.outputs(), moments.outputs());
                INDArray target = to.getLayer(half).getParam(name);
                INDArray columns = rows.get(NDArrayIndex.all(), NDArrayIndex.interval(first, first + units));
                target.assign(columns.reshape(target.shape()));
            }
        });
    }

    private static void copyWeights(LayerPlan layer, ComputationGraph from, ComputationGraph to) {
        String owner = layer instanceof LayerPlan.Dense dense && dense.tiedTo() != null ? dense.tiedTo() : layer.name();
        INDArray weights = from.getLayer(owner).getParam(WEIGHTS);
        INDArray target = to.getLayer(StockGraph.weightsOf(layer)).getParam(WEIGHTS);
        if (!owner.equals(layer.name())) {
            target.assign(weights.transpose());
        } else if (layer instanceof LayerPlan.Dense) {
            target.assign(weights);
        } else {
            // [kernel, kernel, channels, filters] there, [filters, channels, kernel, kernel] here, transposed or not.
            target.assign(weights.permute(3, 2, 0, 1));
        }
    }

    private static void copyBiases(LayerPlan layer, ComputationGraph from, ComputationGraph to) {
        String holder = StockGraph.biasesOf(layer);
        INDArray biases = from.getLayer(layer.name()).getParam(BIAS);
        if (biases != null) {
            to.getLayer(holder).getParam(BIAS).assign(biases);
        }
        if (!holder.equals(StockGraph.weightsOf(layer))) {
            // A layer of its own for the biases: it must change nothing else.
            INDArray identity = to.getLayer(holder).getParam(WEIGHTS);
            identity.assign(Nd4j.eye(identity.size(0)).reshape(identity.shape()));
        }
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
