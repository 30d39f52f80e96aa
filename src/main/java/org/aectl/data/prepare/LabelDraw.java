package org.aectl.data.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aectl.base.InvalidInputException;
import org.aectl.data.Examples;
import org.aectl.data.KeyedRandom;
import org.aectl.data.file.Wording;

/** Draws a few labelled examples of each class, as if no others had a label. */
public final class LabelDraw {
    private LabelDraw() {}

    /**
     * The rows of the drawn examples, in rising order. What is drawn of a class depends on the seed, the class's number and
     * its rows alone; with a larger number of each, the same rows are drawn and some more.
     *
     * @param examples with labels
     * @param name what messages call the examples
     * @param each how many of each class, at least 1
     * @throws InvalidInputException if a class has fewer
     */
    public static int[] rows(Examples examples, String name, int each, long seed) {
        List<List<Integer>> rowsOf = new ArrayList<>();
        examples.classes().forEach(label -> rowsOf.add(new ArrayList<>()));
        for (int row = 0; row < examples.count(); row++) {
            rowsOf.get(examples.label(row)).add(row);
        }
        for (int number = 0; number < rowsOf.size(); number++) {
            int count = rowsOf.get(number).size();
            if (count < each) {
                throw new InvalidInputException(
                        name + ": class " + Wording.quote(examples.classes().get(number)) + " has " + count
                                + " examples, but " + each + " of each class are asked for");
            }
        }
        return IntStream.range(0, rowsOf.size())
                .flatMap(number -> drawn(rowsOf.get(number), each, seed, number))
                .sorted()
                .toArray();
    }

    private static IntStream drawn(List<Integer> rows, int each, long seed, int number) {
        int[] numbers = rows.stream().mapToInt(Integer::intValue).toArray();
        new KeyedRandom(seed, KeyedRandom.Purpose.LABELS, 0, number).draw(numbers, each);
        return Arrays.stream(numbers, 0, each);
    }
}
