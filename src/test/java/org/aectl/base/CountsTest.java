package org.aectl.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountsTest {
    @ParameterizedTest
    @CsvSource({
        "1, epoch, 1 epoch",
        "0, epoch, 0 epochs",
        "2, test example, 2 test examples",
        "1, class, 1 class",
        "3, class, 3 classes",
        "2, batch, 2 batches",
        "2, entry, 2 entries",
        "2, key, 2 keys",
    })
    void oneThingIsNoPlural(long number, String thing, String text) {
        assertThat(Counts.of(number, thing)).isEqualTo(text);
    }

    @Test
    void thousandsAreSetApartAndTheVerbFollows() {
        assertThat(Counts.of(4050, "epoch")).isEqualTo("4,050 epochs");
        assertThat(Counts.are(1, "row")).isEqualTo("1 row is");
        assertThat(Counts.are(1000, "row")).isEqualTo("1,000 rows are");
        assertThat(Counts.have(1, "unit")).isEqualTo("1 unit has");
        assertThat(Counts.have(2, "unit")).isEqualTo("2 units have");
    }
}
