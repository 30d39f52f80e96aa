package org.aectl.infer.sampling;

import java.util.List;

/** Codes that each have a place, say on a line or a grid. */
public interface PlacedCodes extends Codes {
    /** The class number that all of them are decoded as; counts for conditional models only. */
    int label();

    @Override
    default int label(int row) {
        return label();
    }

    /** What a place is given by, such as unit and step. */
    List<String> placeNames();

    /** The place of one code, a number for each of these names. */
    List<Integer> place(int row);
}
