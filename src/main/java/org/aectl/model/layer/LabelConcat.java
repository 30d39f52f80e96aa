package org.aectl.model.layer;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Appends the label to each row, one-hot: {@code y = [x, e(label)]} (Sohn, Lee and Yan 2015, conditional variational
 * autoencoders).
 *
 * @param inputs values before it
 * @param classes that there are labels for
 */
public record LabelConcat(String name, int inputs, int classes) implements LayerPlan {
    @Override
    public String kind() {
        return "condition";
    }

    @Override
    public int outputs() {
        return Math.addExact(inputs, classes);
    }

    @Override
    public Instance instantiate(NeuralNetConfiguration conf, DataType dataType) {
        return new Instance(conf, dataType);
    }

    @Override
    public void addSize(List<String> sizes) {
        int last = sizes.size() - 1;
        sizes.set(last, sizes.get(last) + "+" + classes);
    }

    @Override
    public void export(StockNetwork stock) {
        stock.appendLabel(name);
    }

    /** Computes it. */
    public static final class Instance extends LayerInstance {
        private transient int[] labels = {};

        Instance(NeuralNetConfiguration conf, DataType dataType) {
            super(conf, dataType);
        }

        /**
         * Says what the next rows are.
         *
         * @param newLabels class numbers, one for each row or for each so many rows that follow each other
         */
        public void on(int[] newLabels) {
            this.labels = newLabels;
        }

        @Override
        public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
            assertInputSet(false);
            int rows = (int) input.size(0);
            if (labels.length == 0 || rows % labels.length != 0) {
                throw new IllegalArgumentException(
                        rows + " rows cannot have " + labels.length + " labels " + layerId());
            }
            INDArray output = workspaces.createUninitialized(
                    ArrayType.ACTIVATIONS,
                    dataType,
                    new long[] {rows, layerConf().getNOut()},
                    'c');
            output.get(values()).assign(input);
            output.get(classes()).assign(oneHot(rows));
            return output;
        }

        @Override
        public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
            return new Pair<>(
                    new DefaultGradient(), workspaces.dup(ArrayType.ACTIVATION_GRAD, epsilon.get(values()), 'c'));
        }

        private INDArrayIndex[] values() {
            return new INDArrayIndex[] {
                NDArrayIndex.all(), NDArrayIndex.interval(0, layerConf().getNIn())
            };
        }

        private INDArrayIndex[] classes() {
            return new INDArrayIndex[] {
                NDArrayIndex.all(),
                NDArrayIndex.interval(layerConf().getNIn(), layerConf().getNOut())
            };
        }

        private INDArray oneHot(int rows) {
            int classes = (int) (layerConf().getNOut() - layerConf().getNIn());
            float[] values = new float[rows * classes];
            for (int row = 0; row < rows; row++) {
                values[row * classes + labels[row / (rows / labels.length)]] = 1;
            }
            return Nd4j.create(values, new long[] {rows, classes}, 'c').castTo(dataType);
        }
    }
}
