package org.aectl.task;

import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.base.Warnings;
import org.aectl.config.source.Npy;
import org.aectl.config.source.SourceConfig;
import org.aectl.config.source.Table;
import org.aectl.data.Columns;
import org.aectl.data.Examples;
import org.aectl.data.SelectedExamples;
import org.aectl.data.source.SourceDetection;
import org.aectl.data.source.Sources;

/**
 * Data for a model that is trained already: read as the run's own were, whatever its config says of them. Labels and names of rows may
 * be missing, because new examples often have none yet.
 */
public final class NewData {
    private NewData() {}

    /**
     * Where and how to read them.
     *
     * @param data a file or folder, or the name of a set
     * @param own data of the run
     * @param learnt columns that its model was trained on
     */
    public static SourceConfig source(String data, SourceConfig own, Columns learnt) {
        SourceConfig named = Sources.named(own, learnt);
        SourceConfig found = SourceDetection.detect(data).like(named);
        if (found instanceof Table table) {
            return Sources.withoutAbsent(table);
        }
        return found instanceof Npy npy && named instanceof Npy arrays
                ? arrays.withArchive(npy.path(), Sources.arrays(npy.path()))
                : found;
    }

    /**
     * The rows that {@code data.missing drop} keeps; says how many it leaves out.
     *
     * @param name what messages call the examples
     * @throws InvalidInputException if it keeps none
     */
    public static Examples complete(Examples all, String name) {
        Examples complete = SelectedExamples.complete(all);
        if (complete.count() == 0) {
            throw new InvalidInputException(name + ": a value is missing in each of " + Counts.of(all.count(), "row")
                    + ", so data.missing drop leaves none");
        }
        if (complete.count() < all.count()) {
            Warnings.tell("%s: %d of %s left out, because a value is missing (data.missing drop)"
                    .formatted(name, all.count() - complete.count(), Counts.are(all.count(), "row")));
        }
        return complete;
    }
}
