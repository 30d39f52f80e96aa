package org.aectl.data.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aectl.data.Columns;
import org.aectl.data.ValueRange;
import org.aectl.data.file.Wording;

/** Where numbers of 32 bits are too coarse for the values of a column, which lie close together and far from 0. */
public final class Resolution {
    /** Fewer values than these can be told apart in the whole range. */
    private static final double FEW = 256;

    private Resolution() {}

    /**
     * What to say of training examples.
     *
     * @param columns their names
     */
    public static Optional<String> warning(FeatureStatistics training, Columns columns) {
        if (training.storedRange() != null) {
            return Optional.empty();
        }
        FeatureTotals totals = training.totals();
        List<String> coarse = new ArrayList<>();
        for (int i = 0; i < totals.features(); i++) {
            ValueRange range = totals.range(i);
            if (range.width() > 0 && range.width() < FEW * Math.ulp(range.magnitude())) {
                coarse.add(columns.areNamed() ? columns.features().get(i) : i + " (from 0)");
            }
        }
        return coarse.isEmpty() ? Optional.empty() : Optional.of(message("columns of the training rows", coarse));
    }

    /** That so many columns of a file are too fine for 32 bits. */
    public static String message(String where, List<String> coarse) {
        return where + ": the values of " + Wording.list(coarse)
                + " lie so close together, and so far from 0, that numbers of 32 bits hardly tell them apart; subtract their"
                + " mean before, or data.ignore them";
    }
}
