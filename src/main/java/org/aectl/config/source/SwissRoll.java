package org.aectl.config.source;

import java.util.Optional;
import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.Range;

/** Points of a rolled-up sheet in three dimensions, labelled by their position along the roll. */
@Doc("Points of a rolled-up sheet in three dimensions.")
public record SwissRoll(
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
        return "a generated swiss roll";
    }
}
