package org.aectl.model.layer;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aectl.model.layer.ParameterBlock.Role;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/** What Deeplearning4j is told of a layer of ours, whatever its kind: all follows from its {@link LayerPlan}. */
public final class PlannedLayer extends FeedForwardLayer {
    private final LayerPlan plan;
    /** Asked for several times in each step. */
    private final List<ParameterBlock> blocks;

    /** @param weights how these are drawn at first */
    public PlannedLayer(LayerPlan plan, IActivation activation, IWeightInit weights) {
        this.plan = plan;
        this.blocks = plan.parameterBlocks();
        setNIn(plan.inputs());
        setNOut(plan.outputs());
        setActivationFn(activation);
        setWeightInitFn(weights);
    }

    /** What it is. */
    public LayerPlan plan() {
        return plan;
    }

    private static List<ParameterBlock> blocks(org.deeplearning4j.nn.conf.layers.Layer layer) {
        return ((PlannedLayer) layer).blocks;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parametersView,
            boolean initializeParameters,
            DataType dataType) {
        BaseLayer<FeedForwardLayer> layer = plan.instantiate(conf, dataType);
        layer.setListeners(listeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(parametersView);
        layer.setParamTable(initializer().init(conf, parametersView, initializeParameters));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return Initializer.INSTANCE;
    }

    @Override
    public IUpdater getUpdaterByParam(String name) {
        return Initializer.INSTANCE.hasRole(this, name, Role.STATISTIC) ? new NoOp() : super.getUpdaterByParam(name);
    }

    /** Of a layer that needs no working memory beyond its activations; nothing here asks for it. */
    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        long parameters = plan.parameters();
        return new LayerMemoryReport.Builder(getLayerName(), getClass(), inputType, InputType.feedForward(getNOut()))
                .standardMemory(parameters, getIUpdater().stateSize(parameters))
                .workingMemory(0, 0, 0, getNOut())
                .cacheMemory(0, 0)
                .build();
    }

    /** Makes the parameters of every kind of layer, as views of the graph's one array. */
    private static final class Initializer implements ParamInitializer {
        static final Initializer INSTANCE = new Initializer();

        @Override
        public long numParams(NeuralNetConfiguration conf) {
            return numParams(conf.getLayer());
        }

        @Override
        public long numParams(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return ((PlannedLayer) layer).plan.parameters();
        }

        @Override
        public List<String> paramKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return blocks(layer).stream().map(ParameterBlock::name).toList();
        }

        @Override
        public List<String> weightKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return keys(layer, Role.WEIGHT);
        }

        @Override
        public List<String> biasKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return keys(layer, Role.BIAS);
        }

        private static List<String> keys(org.deeplearning4j.nn.conf.layers.Layer layer, Role role) {
            return blocks(layer).stream()
                    .filter(block -> block.role() == role)
                    .map(ParameterBlock::name)
                    .toList();
        }

        @Override
        public boolean isWeightParam(org.deeplearning4j.nn.conf.layers.Layer layer, String key) {
            return hasRole(layer, key, Role.WEIGHT);
        }

        @Override
        public boolean isBiasParam(org.deeplearning4j.nn.conf.layers.Layer layer, String key) {
            return hasRole(layer, key, Role.BIAS);
        }

        boolean hasRole(org.deeplearning4j.nn.conf.layers.Layer layer, String key, Role role) {
            for (ParameterBlock block : blocks(layer)) {
                if (block.role() == role && block.name().equals(key)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray view, boolean initialize) {
            Map<String, INDArray> parameters = getGradientsFromFlattened(conf, view);
            PlannedLayer layer = (PlannedLayer) conf.getLayer();
            for (ParameterBlock block : layer.blocks) {
                conf.addVariable(block.name());
                INDArray values = parameters.get(block.name());
                if (initialize && values != null) {
                    start(layer, block, values);
                }
            }
            return parameters;
        }

        private static void start(PlannedLayer layer, ParameterBlock block, INDArray values) {
            if (block.role() == Role.WEIGHT) {
                INDArray flat = values.reshape(block.order(), 1, values.length());
                layer.getWeightInitFn().init(block.fanIn(), block.fanOut(), block.shape(), block.order(), flat);
            } else {
                values.assign(block.start());
            }
        }

        @Override
        public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
            Map<String, INDArray> parameters = new LinkedHashMap<>();
            long first = 0;
            for (ParameterBlock block : blocks(conf.getLayer())) {
                INDArray values = view.reshape(view.length()).get(NDArrayIndex.interval(first, first + block.length()));
                parameters.put(block.name(), values.reshape(block.order(), block.shape()));
                first += block.length();
            }
            return parameters;
        }
    }
}
