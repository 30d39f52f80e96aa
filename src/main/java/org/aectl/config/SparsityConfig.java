package org.aectl.config;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.Range;

/** What keeps most hidden units quiet most of the time; {@code type} names one of the records below. */
@Default("kl")
public sealed interface SparsityConfig permits SparsityConfig.Kl, SparsityConfig.L1, SparsityConfig.TopK {

    /** The layers it acts on. */
    default Layers layers() {
        return Layers.CODE;
    }

    /** The mean activation that units are drawn to, which is one in (0,1); empty where they are not. */
    default OptionalDouble target() {
        return OptionalDouble.empty();
    }

    /** How many code units of an example are kept while the others become 0; empty where all are. */
    default OptionalInt kept() {
        return OptionalInt.empty();
    }

    /** Weight of the penalty; 0 where there is none. */
    default double beta() {
        return 0;
    }

    /** Which layers it acts on. */
    enum Layers {
        CODE,
        ALL
    }

    /** Lee, Ekanadham and Ng 2008 (Sparse deep belief net model for visual area V2); Ng 2011 (CS294A lecture notes). */
    @Doc("Adds beta * sum over units of KL(rho || mean activation), the mean being taken over the batch; for sigmoid"
            + " activations, and for tanh by (1 + a) / 2.")
    record Kl(
            @Doc("Mean activation that each unit is drawn to.") @Range(above = 0, below = 1) @Default("0.05")
            double rho,

            @Doc("Weight of the penalty.") @Range(above = 0) @Default("3")
            double beta,

            @Doc("code, or all: the code and every hidden layer of encoder and decoder.") @Default("code")
            Layers layers)
            implements SparsityConfig {
        @Override
        public OptionalDouble target() {
            return OptionalDouble.of(rho);
        }
    }

    /** The lasso's penalty on activations. */
    @Doc("Adds beta * the mean over examples of the sum of absolute activations.")
    record L1(
            @Doc("Weight of the penalty.") @Range(above = 0) double beta,

            @Doc("code, or all: the code and every hidden layer of encoder and decoder.") @Default("code")
            Layers layers)
            implements SparsityConfig {}

    /** Makhzani and Frey 2014 (k-Sparse Autoencoders). */
    @Doc("Only the largest code units of each example are kept, in training and ever after; the others become 0.")
    record TopK(
            @Doc("Code units that are kept.") @Range(min = 1)
            int k) implements SparsityConfig {
        @Override
        public OptionalInt kept() {
            return OptionalInt.of(k);
        }
    }
}
