package org.aectl.task.embed;

import org.aectl.base.InvalidInputException;
import org.aectl.config.bind.EnumNames;
import org.aectl.eval.Projection;
import org.aectl.run.RunReference;
import org.jspecify.annotations.Nullable;

/**
 * How codes are laid out in a plane.
 *
 * @param mostExamples of more examples, those at equal distances over the rows are taken
 * @param beside another run whose codes of the same examples are shown beside; null for none
 */
public record ProjectionRequest(
        Projection projection, int mostExamples, @Nullable RunReference beside) {
    public ProjectionRequest {
        if (mostExamples < projection.leastCodes()) {
            throw new InvalidInputException("--points must be at least " + projection.leastCodes() + " with --project "
                    + EnumNames.of(projection) + ", was " + mostExamples);
        }
    }
}
