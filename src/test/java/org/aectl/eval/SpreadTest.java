package org.aectl.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static double[] numbers(int count) {
        Random random = new Random(3);
        return random.doubles(count).map(number -> 1000 + number * number).toArray();
    }

    private static Spread.Sums sums(double... numbers) {
        Spread.Sums sums = new Spread.Sums();
        sums.add(numbers);
        return sums;
    }

    private static double error(double[] numbers) {
        return new DescriptiveStatistics(numbers).getStandardDeviation() / Math.sqrt(numbers.length);
    }

    @Test
    void medianAndErrorAreThoseOfAllNumbers() {
        assertThat(sums(3, 1, 100).spread().median()).isEqualTo(3);
        assertThat(sums(3, 1, 100, 4).spread().median()).isEqualTo(3.5);
        assertThat(sums(7).spread()).isEqualTo(new Spread(7.0, null));
        double[] numbers = numbers(1001);
        assertThat(sums(numbers).spread().standardError()).isCloseTo(error(numbers), Offset.offset(1e-12));
    }

    @Test
    void ofMoreThanAMillionTheMedianIsThatOfSomeAtEqualDistances() {
        double[] numbers = new double[3_000_000];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        assertThat(sums(numbers).spread().median()).isCloseTo(1_500_000, Offset.offset(4.0));
    }

    @Test
    void thoseOfSeveralPlacesHaveAnErrorAndNoMedian() throws IOException, ClassNotFoundException {
        double[] numbers = numbers(100);
        Spread.Sums first = sums(Arrays.copyOf(numbers, 30));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sums(Arrays.copyOfRange(numbers, 30, 100)));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            first.add((Spread.Sums) in.readObject());
        }
        assertThat(first.spread().median()).isNull();
        assertThat(first.spread().standardError()).isCloseTo(error(numbers), Offset.offset(1e-12));
    }
}
