package org.aectl.config.source;

import java.util.Optional;
import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.Range;

/** Points of an S-shaped sheet in three dimensions, labelled by their position along the curve. */
@Doc("Points of an S-shaped sheet in three dimensions.")
public record SCurve(
        @Doc("How many points.") @Range(min = 1) @Default("2000")
        int examples,

        @Doc("Standard deviation of the noise on each coordinate.") @Range(min = 0) @Default("0")
        double noise)
        implements SourceConfig {
    @Override
    public Optional<Files> files() {
        return Optional.empty();
    }

    @Override
    public String describe() {
        return "a generated S-curve";
    }
}
