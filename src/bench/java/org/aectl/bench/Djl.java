package org.aectl.bench;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch through the Deep Java Library, written as its users write it: the data as one array of the framework, batches as
 * rows of it, noise and losses by its own operations.
 */
final class Djl implements Work {
    private final Workload workload;
    private final Model model;
    private final Trainer trainer;
    private final NDArray digits;
    private final int[] order;

    Djl(Workload workload) {
        this.workload = workload;
        this.model = Model.newInstance(workload.name(), Device.cpu(), "PyTorch");
        model.setBlock(block(workload));
        this.trainer = model.newTrainer(new DefaultTrainingConfig(Loss.l2Loss())
                .optOptimizer(Optimizer.adam()
                        .optLearningRateTracker(Tracker.fixed((float) Workload.LEARNING_RATE))
                        .build())
                .optDevices(new Device[] {Device.cpu()}));
        trainer.initialize(new Shape(workload.batch(), Digits.PIXELS));
        this.digits = trainer.getManager()
                .create(Digits.values(workload.examples()), new Shape(workload.examples(), Digits.PIXELS));
        this.order = Digits.shuffled(workload.examples());
    }

    private static Block block(Workload workload) {
        return switch (workload.kind()) {
            case VARIATIONAL -> new Variational(workload.layers()[0], workload.layers()[1]);
            case EMBEDDING -> encoder(workload);
            case PLAIN, DENOISING -> {
                SequentialBlock block = encoder(workload);
                for (int i = workload.layers().length - 2; i >= 0; i--) {
                    block.add(Linear.builder().setUnits(workload.layers()[i]).build());
                    block.add(activation(workload));
                }
                block.add(Linear.builder().setUnits(Digits.PIXELS).build());
                if (workload.kind() == Workload.Kind.DENOISING) {
                    block.add(activation(workload));
                }
                yield block;
            }
        };
    }

    /** The code of the denoising network has the activation of its hidden layers, that of the plain one none. */
    private static SequentialBlock encoder(Workload workload) {
        SequentialBlock block = new SequentialBlock();
        for (int i = 0; i < workload.layers().length; i++) {
            block.add(Linear.builder().setUnits(workload.layers()[i]).build());
            if (i < workload.layers().length - 1 || workload.kind() != Workload.Kind.PLAIN) {
                block.add(activation(workload));
            }
        }
        return block;
    }

    private static Block activation(Workload workload) {
        return workload.hidden() == org.aectl.config.Activation.SIGMOID
                ? Activation.sigmoidBlock()
                : Activation.reluBlock();
    }

    @Override
    public int examples() {
        return workload.epochs() * workload.examples();
    }

    @Override
    public void run() {
        for (int epoch = 0; epoch < workload.epochs(); epoch++) {
            for (int first = 0; first < order.length; first += workload.batch()) {
                try (NDManager step = trainer.getManager().newSubManager()) {
                    NDArray batch = batch(step, first);
                    if (workload.kind() == Workload.Kind.EMBEDDING) {
                        trainer.evaluate(new NDList(batch)).singletonOrThrow().toFloatArray();
                    } else {
                        train(batch);
                    }
                }
            }
        }
    }

    private NDArray batch(NDManager step, int first) {
        int count = Math.min(workload.batch(), order.length - first);
        int[] rows = new int[count];
        System.arraycopy(order, first, rows, 0, count);
        NDArray indices = step.create(rows).toType(DataType.INT64, false);
        NDArray batch = digits.get(new ai.djl.ndarray.index.NDIndex("{}", indices));
        batch.attach(step);
        return batch;
    }

    private void train(NDArray batch) {
        try (GradientCollector collector = trainer.newGradientCollector()) {
            NDArray input = workload.kind() == Workload.Kind.DENOISING
                    ? batch.add(batch.getManager()
                            .randomNormal(0, (float) Workload.NOISE, batch.getShape(), DataType.FLOAT32))
                    : batch;
            collector.backward(loss(trainer.forward(new NDList(input)), batch));
        }
        trainer.step();
    }

    /** Sum over the pixels, mean over the examples. */
    private NDArray loss(NDList outputs, NDArray batch) {
        NDArray output = outputs.get(0);
        NDArray perPixel =
                workload.kind() == Workload.Kind.DENOISING ? output.sub(batch).square() : crossEntropy(output, batch);
        NDArray sum = perPixel.sum();
        if (workload.kind() == Workload.Kind.VARIATIONAL) {
            NDArray mean = outputs.get(1);
            NDArray logVariance = outputs.get(2);
            sum = sum.add(mean.square()
                    .add(logVariance.exp())
                    .sub(logVariance)
                    .sub(1)
                    .mul(0.5)
                    .sum());
        }
        return sum.div(batch.getShape().get(0));
    }

    /** On logits, as the library's own sigmoid loss has it. */
    private static NDArray crossEntropy(NDArray logits, NDArray batch) {
        return Activation.relu(logits)
                .sub(logits.mul(batch))
                .add(Activation.softPlus(logits.abs().neg()));
    }

    /** A variational autoencoder: returns logits, means and log-variances. */
    private static final class Variational extends AbstractBlock {
        private final Block hidden;
        private final Block means;
        private final Block logVariances;
        private final Block decoder;

        Variational(int units, int latent) {
            super((byte) 1);
            this.hidden = addChildBlock(
                    "hidden",
                    new SequentialBlock()
                            .add(Linear.builder().setUnits(units).build())
                            .add(Activation.reluBlock()));
            this.means =
                    addChildBlock("means", Linear.builder().setUnits(latent).build());
            this.logVariances = addChildBlock(
                    "logVariances", Linear.builder().setUnits(latent).build());
            this.decoder = addChildBlock(
                    "decoder",
                    new SequentialBlock()
                            .add(Linear.builder().setUnits(units).build())
                            .add(Activation.reluBlock())
                            .add(Linear.builder().setUnits(Digits.PIXELS).build()));
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore parameters,
                NDList inputs,
                boolean training,
                @Nullable PairList<String, Object> options) {
            NDList seen = hidden.forward(parameters, inputs, training);
            NDArray mean = means.forward(parameters, seen, training).get(0);
            NDArray logVariance =
                    logVariances.forward(parameters, seen, training).get(0);
            NDArray noise = mean.getManager().randomNormal(0, 1, mean.getShape(), DataType.FLOAT32);
            NDArray code = mean.add(logVariance.mul(0.5).exp().mul(noise));
            NDArray logits =
                    decoder.forward(parameters, new NDList(code), training).get(0);
            return new NDList(logits, mean, logVariance);
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            Shape code = means.getOutputShapes(hidden.getOutputShapes(inputs))[0];
            return new Shape[] {inputs[0], code, code};
        }

        @Override
        protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
            hidden.initialize(manager, type, inputs);
            Shape[] seen = hidden.getOutputShapes(inputs);
            means.initialize(manager, type, seen);
            logVariances.initialize(manager, type, seen);
            decoder.initialize(manager, type, means.getOutputShapes(seen));
        }
    }
}
