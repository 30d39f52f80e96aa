package org.aectl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.aectl.data.KeyedRandom.Purpose;
import org.junit.jupiter.api.Test;

class KeyedRandomTest {
    @Test
    void theSameKeyGivesTheSameNumbers() {
        KeyedRandom first = new KeyedRandom(1, Purpose.NOISE, 2, 3);
        KeyedRandom second = new KeyedRandom(9, Purpose.ORDER, 9, 9);
        second.nextGaussian();
        second.rekey(1, Purpose.NOISE, 2, 3);

        for (int i = 0; i < 100; i++) {
            assertThat(second.nextGaussian()).isEqualTo(first.nextGaussian());
        }
    }

    @Test
    void everyPartOfTheKeyMatters() {
        Set<Long> firsts = new HashSet<>();
        KeyedRandom random = new KeyedRandom(0, Purpose.NOISE, 0, 0);
        for (int seed = 0; seed < 5; seed++) {
            for (Purpose purpose : Purpose.values()) {
                for (int epoch = -1; epoch < 20; epoch++) {
                    for (int row = 0; row < 20; row++) {
                        random.rekey(seed, purpose, epoch, row);
                        firsts.add(random.nextLong());
                    }
                }
            }
        }

        assertThat(firsts).hasSize(5 * Purpose.values().length * 21 * 20);
    }

    /** The numbers belong to stored results: they may never change. */
    @Test
    void theNumbersAreThoseOfXoshiroSeededFromTheKey() {
        KeyedRandom random = new KeyedRandom(42, Purpose.NOISE, 1, 7);

        // Computed apart from this program, with Python integers.
        assertThat(random.nextLong()).isEqualTo(-3046233116755686975L);
        assertThat(random.nextLong()).isEqualTo(-7978232480961180139L);
    }

    @Test
    void drawsOfNeighbouringKeysLookIndependent() {
        KeyedRandom random = new KeyedRandom(0, Purpose.NOISE, 0, 0);
        int rows = 200_000;
        double sum = 0;
        double squares = 0;
        double products = 0;
        double previous = 0;
        for (int row = 0; row < rows; row++) {
            random.rekey(5, Purpose.NOISE, 0, row);
            double value = random.nextGaussian();
            sum += value;
            squares += value * value;
            products += value * previous;
            previous = value;
        }

        assertThat(sum / rows).isCloseTo(0, within(0.01));
        assertThat(squares / rows).isCloseTo(1, within(0.02));
        assertThat(products / rows).isCloseTo(0, within(0.01));
    }

    @Test
    void floatsAreUniformBelowOne() {
        KeyedRandom random = new KeyedRandom(1, Purpose.NOISE, 0, 0);
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++) {
            float value = random.nextFloat();
            assertThat(value).isBetween(0f, Math.nextDown(1f));
            counts[(int) (value * 10)]++;
        }

        for (int count : counts) {
            assertThat(count).isBetween(9_500, 10_500);
        }
    }
}
