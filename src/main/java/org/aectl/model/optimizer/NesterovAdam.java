package org.aectl.model.optimizer;

import java.util.Arrays;
import org.aectl.kernel.OptimizerKernels;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.NadamUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Adam with Nesterov's momentum as it was published (Dozat 2016). With mu_t the momentum of step t, from 1, and p_t the product of those
 * so far, the step is
 *
 * <pre>rate ((1 - mu_t) g / (1 - p_t) + mu_(t+1) m / (1 - p_(t+1))) / (sqrt(v / (1 - beta2^t)) + epsilon)</pre>
 *
 * where mu_t is beta1 or, with a decay, rises to it as in {@code torch.optim.NAdam}: {@code beta1 (1 - 0.96^(t decay) / 2)}. ND4J's own
 * does not correct v for its start at 0, which makes its first steps up to 60 times as long. Both remember the same means m and v, so
 * that a training which began with ND4J's goes on with this one.
 */
final class NesterovAdam extends Nadam {
    /** A product of momentums that is 0 beside 1. */
    private static final double NOTHING = 1e-30;

    private final double decay;

    /** @param decay of what the momentum lacks of beta1 at first; infinite where it is beta1 from the first step */
    NesterovAdam(ISchedule rate, double beta1, double beta2, double epsilon, double decay) {
        super(DEFAULT_NADAM_LEARNING_RATE, beta1, beta2, epsilon);
        setLearningRateSchedule(rate);
        this.decay = decay;
    }

    /** Networks copy their configuration. */
    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod")
    public Nadam clone() {
        return new NesterovAdam(getLearningRateSchedule(), getBeta1(), getBeta2(), getEpsilon(), decay);
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
    private static final class Updater extends NadamUpdater {
        private final double decay;

        /** The product of the momentums of so many steps; it follows from their number alone. */
        private int counted;

        private double product = 1;

        Updater(NesterovAdam config) {
            super(config);
            this.decay = config.decay;
        }

        @Override
        public void applyUpdater(INDArray gradient, int iteration, int epoch) {
            OptimizerKernels.Nesterov constants = constants(iteration + 1);
            if (OptimizerKernels.take(gradient, getM(), getV())) {
                OptimizerKernels.nesterov(gradient, getM(), getV(), constants);
                return;
            }
            INDArray mean = getM().muli(constants.beta1()).addi(gradient.mul(1 - constants.beta1()));
            INDArray square =
                    getV().muli(constants.beta2()).addi(gradient.mul(gradient).muli(1 - constants.beta2()));
            gradient.muli(constants.ofGradient())
                    .addi(mean.mul(constants.ofMean()))
                    .divi(Transforms.sqrt(square, true).addi(constants.epsilon()));
        }

        /** @param t the step's number, from 1 */
        private OptimizerKernels.Nesterov constants(int t) {
            Nadam config = getConfig();
            double now = productOf(t);
            double next = momentum(t + 1);
            // The correction of v is taken out of the root, so that it is done once and not for each number.
            double corrected = Math.sqrt(1 - Math.pow(config.getBeta2(), t));
            double rate = config.getLearningRate(t - 1, 0) * corrected;
            return new OptimizerKernels.Nesterov(
                    rate * (1 - momentum(t)) / (1 - now),
                    rate * next / (1 - now * next),
                    config.getBeta1(),
                    config.getBeta2(),
                    config.getEpsilon() * corrected);
        }

        private double momentum(int t) {
            return getConfig().getBeta1() * (1 - 0.5 * Math.pow(0.96, t * decay));
        }

        private double productOf(int t) {
            if (t < counted) {
                counted = 0;
                product = 1;
            }
            while (counted < t && product > NOTHING) {
                counted++;
                product *= momentum(counted);
            }
            return product;
        }
    }
}
