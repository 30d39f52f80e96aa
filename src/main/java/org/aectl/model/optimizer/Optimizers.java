package org.aectl.model.optimizer;

import org.aectl.config.OptimizerConfig;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/** The framework's side of {@link OptimizerConfig}. */
public final class Optimizers {
    private Optimizers() {}

    /** For training. */
    public static IUpdater of(OptimizerConfig optimizer, ISchedule rate) {
        if (optimizer instanceof OptimizerConfig.Adam adam) {
            return new BlockwiseAdam(rate, adam.beta1(), adam.beta2(), adam.epsilon());
        }
        if (optimizer instanceof OptimizerConfig.Nadam nadam) {
            Double decay = nadam.momentumDecay();
            return new NesterovAdam(
                    rate,
                    nadam.beta1(),
                    nadam.beta2(),
                    nadam.epsilon(),
                    decay == null ? Double.POSITIVE_INFINITY : decay);
        }
        return stock(optimizer, rate);
    }

    private static IUpdater stock(OptimizerConfig optimizer, ISchedule rate) {
        if (optimizer instanceof OptimizerConfig.Sgd) {
            return new Sgd(rate);
        }
        if (optimizer instanceof OptimizerConfig.Nesterov nesterov) {
            return at(rate, new Nesterovs(nesterov.momentum()));
        }
        if (optimizer instanceof OptimizerConfig.Adam adam) {
            return at(rate, new Adam(Adam.DEFAULT_ADAM_LEARNING_RATE, adam.beta1(), adam.beta2(), adam.epsilon()));
        }
        if (optimizer instanceof OptimizerConfig.Adamax adamax) {
            AdaMax updater = new AdaMax(rate);
            updater.setBeta1(adamax.beta1());
            updater.setBeta2(adamax.beta2());
            return updater;
        }
        if (optimizer instanceof OptimizerConfig.Amsgrad amsgrad) {
            return at(
                    rate,
                    new AMSGrad(
                            AMSGrad.DEFAULT_AMSGRAD_LEARNING_RATE,
                            amsgrad.beta1(),
                            amsgrad.beta2(),
                            amsgrad.epsilon()));
        }
        if (optimizer instanceof OptimizerConfig.Rmsprop rmsprop) {
            return at(rate, new RmsProp(RmsProp.DEFAULT_RMSPROP_LEARNING_RATE, rmsprop.decay(), rmsprop.epsilon()));
        }
        if (optimizer instanceof OptimizerConfig.Adagrad adagrad) {
            return new ScheduledAdaGrad(rate, adagrad.epsilon());
        }
        throw new IllegalArgumentException("unknown optimizer: " + optimizer);
    }

    private static IUpdater at(ISchedule rate, IUpdater updater) {
        updater.setLrAndSchedule(updater.getLearningRate(0, 0), rate);
        return updater;
    }

    /** At its own rate throughout, and of ND4J's classes only. */
    public static IUpdater fixed(OptimizerConfig optimizer) {
        if (optimizer instanceof OptimizerConfig.Adagrad adagrad) {
            return new AdaGrad(adagrad.learningRate(), adagrad.epsilon());
        }
        if (optimizer instanceof OptimizerConfig.Nadam nadam) {
            // Whoever trains on would get first steps of sixty times the rate from ND4J's own.
            return new Adam(nadam.learningRate(), nadam.beta1(), nadam.beta2(), nadam.epsilon());
        }
        return stock(optimizer, new FixedSchedule(optimizer.learningRate()));
    }

    /** ND4J's own forgets its schedule when a network copies it, and then always learns at rate 0.1. */
    private static final class ScheduledAdaGrad extends AdaGrad {
        ScheduledAdaGrad(ISchedule rate, double epsilon) {
            super(rate, epsilon);
        }

        @Override
        @SuppressWarnings("MethodDoesntCallSuperMethod")
        public AdaGrad clone() {
            return new ScheduledAdaGrad(getLearningRateSchedule(), getEpsilon());
        }
    }
}
