package org.aectl.task;

import org.aectl.base.Activity;
import org.aectl.base.InvalidInputException;
import org.aectl.base.Warnings;
import org.aectl.config.DataConfig;
import org.aectl.config.Domain;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.bind.EnumNames;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.data.prepare.FeatureStatistics;
import org.aectl.data.prepare.Resolution;
import org.aectl.data.prepare.Scaling;
import org.aectl.data.source.UnlikeRanges;
import org.aectl.run.checkpoint.Checkpoint;

/**
 * A scaling and what it makes of the training rows, wherever they are.
 *
 * @param range of the training rows as the network sees them
 */
public record FittedScaling(Scaling scaling, ValueRange range) {

    /**
     * Fits one, and says where it does not suit the data.
     *
     * @param shape of an example
     * @param columns of the training rows
     * @throws InvalidInputException if the model's likelihood is not defined for the training rows
     */
    public static FittedScaling of(
            ExperimentConfig config, ExampleShape shape, Columns columns, FeatureStatistics training) {
        return Activity.during("fitting the scaling of the data", () -> {
            DataConfig data = config.data();
            Scaling scaling = Scaling.fit(training, data.scale(), data.missing());
            // What the likelihood is not defined for is refused below.
            if (data.scale() != DataConfig.Scale.NONE
                    || config.model().reconstruction().domain().isUnbounded()) {
                UnlikeRanges.warning(training, shape, columns, data.scale()).ifPresent(Warnings::tell);
            }
            if (!shape.isImage()) {
                Resolution.warning(training, columns).ifPresent(Warnings::tell);
            }
            ValueRange range =
                    data.binarize() == DataConfig.Binarize.NONE ? scaling.scaledRange(training) : new ValueRange(0, 1);
            FittedScaling fitted = new FittedScaling(scaling, range).checked(config);
            if (data.scale() == DataConfig.Scale.NONE && data.binarize() == DataConfig.Binarize.NONE) {
                float[] fill = scaling.fill();
                float fraction = (fill == null ? training : training.filled(fill))
                        .totals()
                        .fraction();
                if (!Float.isNaN(fraction)) {
                    check(config, fraction);
                }
            }
            return fitted;
        });
    }

    /** That of a training which is taken up again. */
    public static FittedScaling of(ExperimentConfig config, Checkpoint from) {
        return new FittedScaling(from.scaling(), from.range()).checked(config);
    }

    private FittedScaling checked(ExperimentConfig config) {
        for (float value : new float[] {range.minimum(), range.maximum()}) {
            check(config, value);
        }
        return this;
    }

    private static void check(ExperimentConfig config, float value) {
        LikelihoodKind likelihood = config.model().reconstruction();
        Domain domain = likelihood.domain();
        if (!domain.holds(value)) {
            String scale = EnumNames.of(config.data().scale());
            throw new InvalidInputException(
                    "model.reconstruction %s needs values in %s, but the training data hold %s with data.scale %s; use %smodel.reconstruction gaussian"
                            .formatted(
                                    EnumNames.of(likelihood),
                                    domain,
                                    value,
                                    scale,
                                    domain.scales().equals(scale) ? "" : "data.scale " + domain.scales() + ", or "));
        }
    }
}
