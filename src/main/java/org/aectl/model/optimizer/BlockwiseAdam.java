package org.aectl.model.optimizer;

import java.util.Arrays;
import org.aectl.kernel.OptimizerKernels;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Adam (Kingma and Ba 2015) with the state of ND4J's, but a loop of our own: theirs computes number by number, which takes a
 * fifth of a step of a dense network. Here blocks that fit into the processor's cache go through arrays of Java, whose loops
 * the JVM turns into vector instructions. Anything but 32-bit numbers in the host's memory is left to theirs.
 */
public final class BlockwiseAdam extends Adam {
    BlockwiseAdam(ISchedule rate, double beta1, double beta2, double epsilon) {
        super(DEFAULT_ADAM_LEARNING_RATE, beta1, beta2, epsilon);
        setLearningRateSchedule(rate);
    }

    /** Networks copy their configuration. */
    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod")
    public Adam clone() {
        return new BlockwiseAdam(getLearningRateSchedule(), getBeta1(), getBeta2(), getEpsilon());
    }

    @Override
    @SuppressWarnings("rawtypes") // as the base class has it
    public GradientUpdater instantiate(INDArray state, boolean initialize) {
        long[] half = Arrays.copyOf(state.shape(), state.rank());
        half[half.length - 1] /= 2;
        Updater updater = new Updater(this);
        updater.setStateViewArray(state, half, state.ordering(), initialize);
        return updater;
    }

    /** For some of a network's parameters. */
    public static final class Updater extends AdamUpdater {
        private Updater(BlockwiseAdam config) {
            super(config);
        }

        @Override
        public void applyUpdater(INDArray gradient, int iteration, int epoch) {
            if (OptimizerKernels.take(gradient, getM(), getV())) {
                OptimizerKernels.adam(gradient, getM(), getV(), constants(iteration));
            } else {
                super.applyUpdater(gradient, iteration, epoch);
            }
        }

        /** Moves the parameters too, in the same pass over memory; whether it could. */
        public boolean step(INDArray gradient, INDArray parameters, int iteration) {
            if (!OptimizerKernels.take(gradient, getM(), getV(), parameters)) {
                return false;
            }
            OptimizerKernels.adamStep(gradient, getM(), getV(), parameters, constants(iteration));
            return true;
        }

        private OptimizerKernels.Adam constants(int iteration) {
            Adam config = getConfig();
            double corrected = config.getLearningRate(iteration, 0)
                    * Math.sqrt(1 - Math.pow(config.getBeta2(), iteration + 1))
                    / (1 - Math.pow(config.getBeta1(), iteration + 1));
            return new OptimizerKernels.Adam(corrected, config.getBeta1(), config.getBeta2(), config.getEpsilon());
        }
    }
}
