package org.aectl.model.code;

import java.util.List;
import org.aectl.config.Activation;
import org.aectl.model.layer.Activations;
import org.aectl.model.layer.Dense;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.layer.ParameterBlock;
import org.aectl.model.layer.StockNetwork;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The linear layer before a {@link GaussianCode}: its means, then its log-variances.
 *
 * @param units of the code
 * @param code name of the code's layer
 */
public record PosteriorMoments(String name, int inputs, int units, String code) implements LayerPlan {
    /** Ends the name of the stock layer that gives the log-variances. */
    public static final String LOG_VARIANCE = "-log-variance";

    @Override
    public String kind() {
        return "dense";
    }

    @Override
    public int outputs() {
        return Math.multiplyExact(2, units);
    }

    private Dense dense() {
        return new Dense(name, inputs, outputs(), Activation.IDENTITY, true);
    }

    /** What gives the means alone, under the name of the code. */
    public Dense means() {
        return new Dense(code, inputs, units, Activation.IDENTITY, true);
    }

    @Override
    public List<ParameterBlock> parameterBlocks() {
        return dense().parameterBlocks();
    }

    @Override
    public BaseLayer<FeedForwardLayer> instantiate(NeuralNetConfiguration conf, DataType dataType) {
        return dense().instantiate(conf, dataType);
    }

    @Override
    public double flops() {
        return dense().flops();
    }

    /** Means and log-variances are two layers there, and nothing follows the latter. */
    @Override
    public void export(StockNetwork stock) {
        stock.toRow();
        stock.appendBeside(code + LOG_VARIANCE, half());
        stock.append(code, half());
        copy(stock, code, 0);
        copy(stock, code + LOG_VARIANCE, units);
    }

    private DenseLayer half() {
        return new DenseLayer.Builder()
                .nIn(inputs)
                .nOut(units)
                .activation(Activations.of(Activation.IDENTITY))
                .build();
    }

    private void copy(StockNetwork stock, String to, int first) {
        for (String parameter : List.of(ParameterBlock.WEIGHTS, ParameterBlock.BIAS)) {
            stock.copy(to, parameter, name, both -> {
                INDArray rows = both.reshape('c', both.length() / outputs(), outputs());
                return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(first, first + units));
            });
        }
    }
}
