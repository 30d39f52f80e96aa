package org.aectl.infer.sampling;

import java.util.List;

/** Codes that each have a place, say on a line or a grid. */
public interface PlacedCodes extends Codes {
    /** What a place is given by, such as unit and step. */
    List<String> placeNames();

    /** The place of one code, a number for each of these names. */
    List<Integer> place(int row);
}
